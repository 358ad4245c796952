//! `/compte/services`: which services know which data, and since when; taking
//! it back, whole or datum by datum; what was agreed to before.

use db::{IdentityTx, audit};
use kernel::{
    Timestamp,
    id::AccountId,
    text::{date, date_time, day},
};
use serde_json::{Value, json};
use ui::{Column, Kind, Markup, Page, Tone, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{account::own, answer, asked, share};
use crate::{
    flow::{
        session,
        sharing::{GIVEN, WITHDRAWN},
    },
    model::{
        datum::Datum,
        redirection::with_query,
        sharing::{self, Answer as Decided},
    },
    store::{
        agreements::{self, Agreement},
        clients, grants,
    },
};

/// Where the page is.
pub(crate) const HERE: &str = "/compte/services";
/// What taking back a datum that the service cannot do without means.
const CLOSED_WITHOUT: &str = "Sans cette donnée, vous ne pourrez plus entrer dans ce service.";
/// Lines of history shown.
const HISTORY: u32 = 200;

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let services = Service::all(&mut tx, session.account_id, ctx.moment().wall).await?;
    Ok(answer(page(&ctx, &services, asked(&ctx, "fait").as_deref())))
}

/// A service that she agreed to be known by, and her answers that count.
struct Service {
    agreement: Agreement,
    answers: Vec<(Datum, Decided)>,
}

impl Service {
    async fn all(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> db::Result<Vec<Self>> {
        let mut services = Vec::new();
        for agreement in agreements::of_account(tx, account, wall).await? {
            let answers = agreements::of(tx, account, &agreement.client_id).await?;
            let answers = answers.into_iter().filter(|(_, answer)| wall < answer.expires_at).collect();
            services.push(Self { agreement, answers });
        }
        Ok(services)
    }
}

/// `POST /compte/services`: takes back what was agreed with a service, whole
/// or for one datum.
pub(crate) async fn withdraw(ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (client, datum) = (posted.value("service"), Datum::parse(posted.value("donnee")));
    let mut tx = ctx.identity_write().await?;
    let account = own(&mut tx, &ctx).await?.account_id;
    let done = match datum {
        Some(datum) => withdraw_one(&mut tx, &ctx, (account, client), datum).await?,
        None => agreements::withdraw(&mut tx, account, client).await?,
    };
    if done {
        if datum.is_none() {
            grants::revoke_all(&mut tx, account, client, ctx.moment().wall).await?;
        }
        let proof = json!({ "client": client, "datum": datum.map(Datum::as_str) });
        session::record_detail(&mut tx, ctx.moment(), account, WITHDRAWN, Some(proof)).await?;
    }
    tx.commit().await?;
    Ok(redirect(&format!("{HERE}?fait={}", if datum.is_some() { "donnee" } else { "service" })))
}

/// A refusal takes the place of the agreement.
async fn withdraw_one(tx: &mut IdentityTx, ctx: &Ctx, who: (AccountId, &str), datum: Datum) -> Outcome<bool> {
    let answers = agreements::of(tx, who.0, who.1).await?;
    let Some(answer) = answers.get(&datum).filter(|answer| answer.given) else { return Ok(false) };
    let refusal = Decided { given: false, at: ctx.moment().wall, ..*answer };
    agreements::put(tx, who, datum, refusal).await?;
    Ok(true)
}

/// `GET /compte/services/historique`: every act, the latest first, and the text that was read.
pub(crate) async fn history(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let account = own(&mut tx, &ctx).await?.account_id;
    let lines = audit::of_subject(&mut tx, &account.to_string(), Timestamp::MAX, HISTORY).await?;
    let mut rows = Vec::new();
    for line in lines.iter().filter(|line| line.action == GIVEN || line.action == WITHDRAWN) {
        rows.push(act(&mut tx, line).await?);
    }
    let body = html! {
        (ui::heading(None, "Historique de mes accords"))
        @if rows.is_empty() { p { "Vous n’avez encore donné aucun accord." } }
        @else { (ui::table("Vos accords, le dernier en premier", &[Column::text("Date"), Column::text("Service"), Column::text("Décision")], &rows)) }
    };
    Ok(answer(Page::new("Historique de mes accords", body).back(HERE, "Mes services")))
}

async fn act(tx: &mut IdentityTx, line: &audit::Line) -> Outcome<Vec<Markup>> {
    let detail = line.detail.clone().unwrap_or_default();
    let client = detail["client"].as_str().unwrap_or_default();
    let name = clients::by_id(tx, client).await?.map_or_else(|| client.to_owned(), |client| client.name);
    let text = match detail["text"].as_str() {
        Some(digest) => agreements::text(tx, digest).await?,
        None => None,
    };
    let (given, refused) = (labels(&detail["given"]), labels(&detail["refused"]));
    let decided = html! {
        @if line.action == WITHDRAWN { p { (withdrawn(&detail)) } }
        @else if given.is_empty() && refused.is_empty() { p { "Accord donné, sans aucune donnée" } }
        @for (words, labels) in [("Donné", given), ("Refusé", refused)] {
            @if !labels.is_empty() { p { (words) "\u{a0}: " (labels.join(", ")) } }
        }
        @if let Some(text) = text { (ui::details("Le texte que vous avez lu", html! { @for line in text.lines() { p { (line) } } })) }
    };
    Ok(vec![html! { (date_time(line.at)) }, html! { (name) }, decided])
}

fn withdrawn(detail: &Value) -> String {
    match detail["datum"].as_str().and_then(Datum::parse) {
        Some(datum) => format!("Accord retiré\u{a0}: {}", datum.label()),
        None => "Accord retiré en entier".to_owned(),
    }
}

fn labels(list: &Value) -> Vec<&'static str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).filter_map(Datum::parse).map(Datum::label).collect()
}

fn page(ctx: &Ctx, services: &[Service], done: Option<&str>) -> Page {
    let said = match done {
        Some("service") => Some("L’accord est retiré. Ce service n’a plus accès à vos données."),
        Some("donnee") => Some("L’accord est retiré pour cette donnée."),
        Some("partage") => Some("La donnée est partagée."),
        _ => None,
    };
    let body = html! {
        (ui::heading(None, "Mes services"))
        @if let Some(said) = said { (ui::notice(Kind::Success, said, html! {})) }
        @if services.is_empty() { (ui::lead("Vous n’avez donné votre accord à aucun service.")) }
        @else { (ui::lead("Voici qui connaît quoi. Vous pouvez changer d’avis à tout moment.")) }
        @for service in services { (section(ctx, service)) }
        p { a href={ (HERE) "/historique" } { "Voir l’historique de mes accords" } }
    };
    Page::new("Mes services", body).back("/compte", "Mon compte")
}

/// One service, and what it is told.
fn section(ctx: &Ctx, Service { agreement, answers }: &Service) -> Markup {
    let name = &agreement.client_name;
    let rows: Vec<Vec<Markup>> = answers.iter().map(|(datum, answer)| line(ctx, agreement, *datum, answer)).collect();
    ui::section(
        name,
        html! {
            @if rows.is_empty() { p { "Ce service peut vous reconnaître. Il ne reçoit aucune de vos données." } }
            @else { (ui::table(&format!("Données et accords\u{a0}: {name}"), &[Column::text("Donnée"), Column::text("Votre décision"), Column::text("Changer")], &rows)) }
            p.hint { "Votre accord vaut jusqu’au " (date(day(agreement.agreed_until))) "." }
            (ui::form(HERE, ctx.csrf(), None, false, html! {
                (ui::hidden("service", &agreement.client_id))
                (ui::secondary_button(&format!("Ne plus rien partager avec\u{a0}: {name}")))
            }))
        },
    )
}

fn line(ctx: &Ctx, agreement: &Agreement, datum: Datum, answer: &Decided) -> Vec<Markup> {
    let on = date(day(answer.at));
    let decision = if answer.given {
        html! { (ui::status_tag(Tone::Success, "Partagé")) " depuis le " (on) }
    } else {
        html! { (ui::status_tag(Tone::Neutral, "Refusé")) " le " (on) }
    };
    let change = html! {
        @if answer.given {
            @if sharing::is_required(&agreement.needs.0, datum) { p.hint { (CLOSED_WITHOUT) } }
            (ui::form(HERE, ctx.csrf(), None, false, html! {
                (ui::hidden("service", &agreement.client_id))
                (ui::hidden("donnee", datum.as_str()))
                button.link type="submit" { "Ne plus partager" span.hidden { "\u{a0}: " (datum.label()) } }
            }))
        } @else if let Some(need) = agreement.needs.0.iter().find(|need| need.datum == datum) {
            p.hint { (need.why) }
            a href=(with_query(share::HERE, &[(share::SERVICE, Some(&agreement.client_id)), (share::DATUM, Some(datum.as_str()))])) {
                "Partager" span.hidden { "\u{a0}: " (datum.label()) }
            }
        }
    };
    vec![html! { (datum.label()) }, decision, change]
}
