//! `/compte/identite`: what the account knows of her, who says it, and how to
//! change it. What somebody certified is locked.

use axum::extract::{Path, State};
use kernel::{
    Personal, Problem,
    text::{date, day},
};
use ui::{FormState, Kind, Markup, Page, Row, Tone, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{account::own, answer, asked, closing, datum_field, franceconnect::button};
use crate::{
    Identity,
    model::{
        datum::{Datum, Group, value},
        profile::{Known, Profile},
    },
    store::{accounts, attributes, franceconnect::links},
};

/// Where the page is.
pub(crate) const HERE: &str = "/compte/identite";

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let profile = attributes::of(&mut tx, &account).await?;
    let is_certified = links::of_account(&mut tx, account.id).await?.is_some();
    let certification = button::certification(&identity, &ctx, is_certified);
    Ok(answer(button::towards_franceconnect(page(&profile, certification, asked(&ctx, "fait").is_some()), &identity)))
}

/// `GET /compte/identite/{group}`: the form of data shown together.
pub(crate) async fn edit(Path(group): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let group = group_of(&group)?;
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let profile = attributes::of(&mut tx, &account).await?;
    let state =
        FormState::from_pairs(profile.iter().map(|known| (known.datum.as_str(), datum_field::typed(known.datum, known.value.expose()))));
    Ok(answer(form(&ctx, group, &profile, &state)))
}

/// `POST /compte/identite/{group}`.
pub(crate) async fn save(Path(group): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let group = group_of(&group)?;
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let profile = attributes::of(&mut tx, &account).await?;
    let mut state = posted.state();
    let read: Vec<(Datum, Option<String>)> =
        editable(group, &profile).map(|datum| (datum, datum_field::read(&posted, &mut state, datum, datum.is_always_known()))).collect();
    if state.has_errors() {
        return Ok(answer(form(&ctx, group, &profile, &state).status(422)));
    }
    for (datum, value) in read {
        match value {
            Some(value) => attributes::put(&mut tx, account.id, datum, &Personal::new(value), ctx.moment().wall).await?,
            None => attributes::remove(&mut tx, account.id, datum).await?,
        }
    }
    tx.commit().await?;
    Ok(redirect(&format!("{HERE}?fait=1")))
}

fn group_of(slug: &str) -> Result<Group, Failure> {
    Group::ALL.into_iter().find(|group| group.slug() == slug).ok_or(Failure::Problem(Problem::NotFound))
}

/// The data of a group, in order.
fn members(group: Group) -> impl Iterator<Item = Datum> {
    Datum::ALL.iter().copied().filter(move |datum| datum.group() == group)
}

/// Those that she may write here.
fn editable(group: Group, profile: &Profile) -> impl Iterator<Item = Datum> {
    members(group).filter(|datum| *datum != Datum::Email && !profile.is_certified(*datum))
}

fn page(profile: &Profile, certification: Markup, is_done: bool) -> Page {
    let body = html! {
        (ui::heading(None, "Mes informations"))
        @if is_done { (ui::notice(Kind::Success, "Vos informations sont enregistrées.", html! {})) }
        (ui::lead("Vous les écrivez une fois. Chaque service ne reçoit que ce que vous acceptez."))
        (certification)
        @for group in Group::ALL { (ui::section(group.title(), section(group, profile))) }
        p { a href=(closing::HERE) { "Supprimer mon compte" } }
    };
    Page::new("Mes informations", body).back("/compte", "Mon compte")
}

fn section(group: Group, profile: &Profile) -> Markup {
    let known: Vec<Row> = members(group).filter_map(|datum| profile.get(datum)).map(row).collect();
    html! {
        @if known.is_empty() { p { "Rien pour le moment." } } @else { (ui::summary_list(&known)) }
        @if editable(group, profile).next().is_some() {
            (ui::button_row(html! { (ui::secondary_link_button(&format!("{HERE}/{}", group.slug()), &format!("Modifier\u{a0}: {}", group.title()))) }))
        }
    }
}

fn row(known: &Known) -> Row {
    let written = match known.certified_at {
        Some(at) => format!("{} le {}", known.source.label(), date(day(at))),
        None => format!("{}, le {}", known.source.label(), date(day(known.updated_at))),
    };
    Row::new(
        known.datum.label(),
        html! {
            (value::spoken(known.datum, known.value.expose()))
            @if known.certified_at.is_some() { " " (ui::status_tag(Tone::Success, "Certifié")) }
            div.hint { (written) }
        },
    )
}

fn form(ctx: &Ctx, group: Group, profile: &Profile, state: &FormState) -> Page {
    let locked: Vec<Row> =
        members(group).filter(|datum| profile.is_certified(*datum)).filter_map(|datum| profile.get(datum)).map(row).collect();
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, group.title()))
        @if !locked.is_empty() {
            p { "FranceConnect garantit ces informations\u{a0}: elles ne se modifient pas ici." }
            (ui::summary_list(&locked))
        }
        @if group == Group::Contact { p { a href="/compte/adresse" { "Changer mon adresse e-mail" } } }
        (ui::form(&format!("{HERE}/{}", group.slug()), ctx.csrf(), None, false, html! {
            @for datum in editable(group, profile) { (datum_field::field(datum, state, None, datum.is_always_known())) }
            (ui::button_row(html! { (ui::button("Enregistrer")) (ui::secondary_link_button(HERE, "Annuler")) }))
        }))
    };
    Page::new(group.title(), body).narrow().back(HERE, "Mes informations")
}
