//! `/partenaires/services/{client}/donnees`: what a service on trial needs to
//! know, every datum at once, each with its reason.

use axum::extract::{Path, State};
use ui::{Choice, FormState, Label, Markup, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{about, access, of_service, settings::on_trial};
use crate::{
    Identity,
    flow::partners::services,
    model::{
        client::Client,
        datum::{Datum, Group},
        kit::received,
        partner::declaration::{Declaration, refused_reason},
        sharing::Need,
    },
    pages::connect::answer,
    store::partners::services as kept,
};

const REQUIRED: &str = "indispensable";
const OPTIONAL: &str = "facultative";

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (_, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    Ok(answer(page(&ctx, &desk.service, &filled(&desk.service.needs.0))))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    let needs = match read(&posted) {
        Ok(needs) => needs,
        Err(state) => return Ok(answer(page(&ctx, &desk.service, &state).status(422))),
    };
    let declared = Declaration { needs, ..Declaration::of(&desk.service, kept::events_uri(&mut tx, &client).await?) };
    services::change(&mut tx, ctx.moment(), desk.account, &client, &declared).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=donnees", of_service(&client))))
}

/// The field that says whether a datum is asked, and how much it is needed.
fn asked(datum: Datum) -> String {
    format!("besoin-{}", datum.as_str())
}

/// The field that says why.
fn why(datum: Datum) -> String {
    format!("raison-{}", datum.as_str())
}

fn read(posted: &Posted) -> Result<Vec<Need>, FormState> {
    let mut state = posted.state();
    let mut needs = Vec::new();
    for datum in Datum::ALL {
        match need(posted, *datum) {
            Ok(need) => needs.extend(need),
            Err((field, words)) => state.add_error(field, words),
        }
    }
    if state.has_errors() { Err(state) } else { Ok(needs) }
}

/// What is said of a datum, if it is asked; or the field to correct, and how.
fn need(posted: &Posted, datum: Datum) -> Result<Option<Need>, (String, &'static str)> {
    let required = match posted.value(&asked(datum)) {
        "" => return Ok(None),
        OPTIONAL => false,
        REQUIRED => true,
        _ => return Err((asked(datum), "Choisissez une des trois réponses.")),
    };
    let reason = posted.value(&why(datum)).trim().to_owned();
    match refused_reason(&reason) {
        Some(words) => Err((why(datum), words)),
        None => Ok(Some(Need { datum, why: reason, required })),
    }
}

/// The form filled with what is asked.
fn filled(needs: &[Need]) -> FormState {
    let fields = |need: &Need| {
        let weight = if need.required { REQUIRED } else { OPTIONAL };
        [(asked(need.datum), weight.to_owned()), (why(need.datum), need.why.clone())]
    };
    FormState::from_pairs(needs.iter().flat_map(fields))
}

fn page(ctx: &Ctx, service: &Client, state: &FormState) -> Page {
    let body = html! {
        (ui::lead("Demandez le moins possible. L’usager lit chaque raison avant de donner quoi que ce soit."))
        p { "Une donnée facultative\u{a0}: il choisit de la donner, ou non. Sans les données indispensables, il ne peut pas se connecter." }
        p { "Vous ne demandez rien\u{a0}? Le service reçoit seulement un numéro par usager." }
        (ui::form(&format!("{}/donnees", of_service(&service.id)), ctx.csrf(), None, false, html! {
            @for group in Group::ALL { (questions(state, group)) }
            (ui::button_row(html! { (ui::button("Enregistrer les données")) }))
        }))
    };
    about(service, "Données demandées", state, body)
}

/// The data of a group, a line each: those that are asked are open. When none
/// is, the first name is, to show what there is to say.
fn questions(state: &FormState, group: Group) -> Markup {
    let is_begun = Datum::ALL.iter().any(|datum| !state.value(&asked(*datum)).is_empty());
    let data = Datum::ALL.iter().copied().filter(|datum| datum.group() == group);
    ui::section(
        group.title(),
        html! {
            @for datum in data {
                @let weight = state.value(&asked(datum));
                // whatever is wrong is in a datum that is asked
                @let is_open = !weight.is_empty() || !is_begun && datum == Datum::GivenName;
                (ui::fold(datum.label(), weighed(weight), is_open, question(state, datum)))
            }
        },
    )
}

fn weighed(weight: &str) -> &'static str {
    match weight {
        "" => "pas demandée",
        OPTIONAL => "facultative",
        REQUIRED => "indispensable",
        _ => "à corriger",
    }
}

/// One datum: whether it is asked, and why. Labels name it: they may be read
/// far from its line.
fn question(state: &FormState, datum: Datum) -> Markup {
    let choices =
        [Choice::new("", "Non"), Choice::new(OPTIONAL, "Oui, elle est facultative"), Choice::new(REQUIRED, "Oui, elle est indispensable")];
    let (asked, why, name) = (asked(datum), why(datum), datum.label());
    let (choice, reason) = (format!("Demander «\u{a0}{name}\u{a0}»"), format!("Raison de demander «\u{a0}{name}\u{a0}»"));
    let reason = Label::new(&why, &reason).hint("Si vous la demandez. L’usager lit cette phrase.").state(state);
    let reason = if state.value(&asked).is_empty() { reason.depends() } else { reason };
    html! {
        p.hint { (told(datum)) }
        (ui::select(&Label::new(&asked, &choice).state(state), &choices, state.value(&asked)))
        (ui::text_input(&reason, state.value(&why), TextKind::Text, None))
    }
}

/// What the service receives, and under which name.
fn told(datum: Datum) -> String {
    let what = match datum {
        Datum::GivenName => {
            "Le prénom du compte\u{a0}: celui qu’il faut pour dire bonjour. Une fois certifié, ce sont tous les prénoms de l’acte de naissance"
        }
        Datum::FamilyName => "Le nom du compte. Une fois certifié, c’est celui de l’acte de naissance",
        _ => datum.form(),
    };
    format!("{what}. Nom dans /userinfo\u{a0}: {}", received::claim(datum))
}
