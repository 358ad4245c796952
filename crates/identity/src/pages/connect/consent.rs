//! `/autorisation`: who asks, which data one by one, why, and for how long.
//! Nothing is given before she says yes; what the service can do without is
//! given only if she ticks it. A datum never told before is asked here, once.
//! Her answer counts for the text that she read: if the service asks something
//! else since, she reads again.

use axum::extract::State;
use db::IdentityTx;
use kernel::Personal;
use ui::{FormState, Kind, Label, Markup, Page, Row, html};
use web::{Answer, Ctx, Outcome, Posted, cookie::digest};

use super::{REQUEST, answer, asked, back, datum_field, on_the_way, way_field};
use crate::{
    Identity,
    flow::{
        authorization::{self, Way},
        session,
        sharing::{self, Decision, Sharing},
    },
    model::{consent, datum::value, life::after, sharing::Need},
    store::{requests, sessions::Session},
};

/// The name of the field that says which text she read.
pub(super) const READ: &str = "texte";

/// A request, the person, and where she stands with the client.
struct Situation {
    way: Way,
    session: Session,
    sharing: Sharing,
}

impl Situation {
    async fn read(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Outcome<Option<Self>> {
        let way = authorization::find(tx, ctx, id).await?;
        let session = session::alive(tx, ctx.person().map(|person| person.session), ctx.moment().wall).await?;
        let Some((way, session)) = way.zip(session) else { return Ok(None) };
        let sharing = Sharing::read(tx, session.account_id, &way.client.id).await?;
        Ok(Some(Self { way, session, sharing }))
    }

    fn asked(&self) -> Vec<&Need> {
        self.way.asked()
    }

    fn is_known(&self, need: &Need) -> bool {
        self.sharing.profile.get(need.datum).is_some()
    }

    /// What she agrees to, word for word.
    fn text(&self) -> String {
        let client = &self.way.client;
        consent::text(&client.name, &client.purpose, &client.keeps_for, &self.asked())
    }
}

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let id = asked(&ctx, REQUEST);
    Ok(match Situation::read(&mut tx, &ctx, id.as_deref()).await? {
        Some(situation) => on_the_way(page(&ctx, &situation, &remembered(&situation), html! {}), Some(&situation.way)),
        None => over(&mut tx, &ctx, id.as_deref()).await?,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let id = posted.value(REQUEST);
    let Some(situation) = Situation::read(&mut tx, &ctx, Some(id)).await? else { return over(&mut tx, &ctx, Some(id)).await };
    let way = &situation.way;
    if posted.value("choix") != "accepter" {
        requests::answered(&mut tx, &digest(&way.id)).await?;
        tx.commit().await?;
        return Ok(back::send(&authorization::refused(&identity, &way.request, "access_denied")));
    }
    let text = situation.text();
    if posted.value(READ) != consent::text_digest(&text) {
        return Ok(on_the_way(page(&ctx, &situation, &rewritten(&situation, &posted), changed()).status(409), Some(way)));
    }
    let mut state = posted.state();
    let decision = decide(&situation, &posted, &mut state);
    if state.has_errors() {
        return Ok(on_the_way(page(&ctx, &situation, &state, html! {}).status(422), Some(way)));
    }
    let who = (situation.session.account_id, way.client.id.as_str());
    let until = after(ctx.moment().wall, consent::LASTS);
    sharing::keep(&mut tx, ctx.moment(), who, (&text, until), &decision).await?;
    Ok(back::onward(&authorization::go_on(&identity, &ctx, tx, Some(&way.id), Some(situation.session.id)).await?))
}

/// What she decided, datum by datum.
fn decide(situation: &Situation, posted: &Posted, state: &mut FormState) -> Decision {
    let mut decision = Decision::default();
    for need in situation.asked() {
        let given = if situation.is_known(need) {
            need.required || posted.value(need.datum.as_str()) == "oui"
        } else {
            let written = datum_field::read(posted, state, need.datum, need.required);
            let given = written.is_some();
            decision.written.extend(written.map(|value| (need.datum, Personal::new(value))));
            given
        };
        decision.answers.push((need.datum, given));
    }
    decision
}

/// What she ticked the last time.
fn remembered(situation: &Situation) -> FormState {
    let given = situation.sharing.answers.iter().filter(|(_, answer)| answer.given);
    FormState::from_pairs(given.map(|(datum, _)| (datum.as_str(), "oui")))
}

/// What she wrote on a page that says something else since. What she ticked
/// there, she ticks again if she likes.
fn rewritten(situation: &Situation, posted: &Posted) -> FormState {
    let written = situation.asked().into_iter().filter(|need| !situation.is_known(need)).map(|need| need.datum.as_str());
    FormState::from_pairs(written.map(|name| (name, posted.value(name))))
}

/// What she reads on a page that says something else since.
pub(super) fn changed() -> Markup {
    let rest = "Rien n’a été donné. Lisez cette page, puis répondez.";
    ui::notice(Kind::Warning, "Le service ne demande plus la même chose.", html! { p { (rest) } })
}

fn page(ctx: &Ctx, situation: &Situation, state: &FormState, notice: Markup) -> Page {
    let client = &situation.way.client;
    let asked = situation.asked();
    let keeping = consent::keeping(&client.keeps_for, &asked);
    let (required, optional): (Vec<&Need>, Vec<&Need>) = asked.into_iter().partition(|need| need.required);
    let who = ctx.person().map(web::Person::display_name).unwrap_or_default();
    let body = html! {
        (ui::error_summary(state))
        (notice)
        (ui::heading(Some("Partage de vos données"), &format!("{} veut vous reconnaître", client.name)))
        (ui::lead("Rien n’est donné sans votre accord."))
        @if !client.purpose.is_empty() { p { (client.purpose) } }
        p { "Vous êtes connecté comme " strong { (who) } "." }
        (ui::form("/autorisation", ctx.csrf(), None, false, html! {
            (way_field(Some(&situation.way)))
            (ui::hidden(READ, &consent::text_digest(&situation.text())))
            (ui::section("Ce qui sera donné", html! {
                @let known: Vec<Row> = required.iter().filter(|need| situation.is_known(need)).map(|need| row(situation, need)).collect();
                @if !known.is_empty() { (ui::summary_list(&known)) }
                @for need in required.iter().filter(|need| !situation.is_known(need)) { (datum_field::field(need.datum, state, Some(&need.why), true)) }
                p.hint { (consent::NUMBER) " " (consent::NEVER) }
            }))
            @if !optional.is_empty() {
                (ui::section("Si vous voulez", html! {
                    p { "Le service peut s’en passer." }
                    @for need in &optional { (choice(situation, need, state)) }
                }))
            }
            p { @if let Some(keeping) = keeping { (keeping) " " } (consent::LASTS_WORDS) }
            (ui::button_row(html! {
                (ui::button_named("choix", "accepter", "Accepter et continuer"))
                (ui::secondary_button_named("choix", "refuser", "Refuser"))
            }))
        }))
    };
    Page::new(format!("Autoriser {}", client.name), body).narrow()
}

/// A datum that the service needs, as it will be given.
fn row(situation: &Situation, need: &Need) -> Row {
    let profile = &situation.sharing.profile;
    let certified = profile.is_certified(need.datum);
    Row::new(
        need.datum.label(),
        html! {
            (value::spoken(need.datum, profile.text(need.datum)))
            @if certified { " " (ui::status_tag(ui::Tone::Success, "Certifié")) }
            div.hint { (need.why) }
        },
    )
}

/// A datum that the service can do without: a box to tick, or a field to fill.
fn choice(situation: &Situation, need: &Need, state: &FormState) -> Markup {
    if !situation.is_known(need) {
        return datum_field::field(need.datum, state, Some(&need.why), false);
    }
    let value = value::spoken(need.datum, situation.sharing.profile.text(need.datum));
    let label = format!("{}\u{a0}: {value}", need.datum.label());
    ui::checkbox(&Label::new(need.datum.as_str(), &label).hint(need.why.as_str()).optional(), state.value(need.datum.as_str()) == "oui")
}

/// There is nothing to answer any more: her client closed its way back, or the request is gone.
async fn over(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Outcome<Answer> {
    Ok(authorization::closed(tx, ctx, id).await?.map_or_else(|| answer(lost()), back::closed))
}

/// The request is gone: answered, or too old, or of another browser.
pub(super) fn lost() -> Page {
    let body = html! {
        (ui::heading(None, "Cette demande n’est plus là"))
        (ui::lead("Vous y avez déjà répondu, ou elle a attendu trop longtemps. Revenez sur le service et recommencez."))
        (ui::button_row(html! { (ui::secondary_link_button("/", "Aller à mon compte")) }))
    };
    Page::new("Demande terminée", body).status(410).narrow()
}
