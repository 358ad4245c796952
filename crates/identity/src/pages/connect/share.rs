//! `/compte/services/partage`: a datum that she kept to herself, and that the
//! service still asks: she shares it after all.

use db::IdentityTx;
use kernel::{Personal, Timestamp, id::AccountId};
use ui::{FormState, Markup, Page, Row, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{
    account::own,
    answer, asked,
    consent::{READ, changed},
    datum_field, services,
};
use crate::{
    flow::sharing::{self, Decision, Sharing},
    model::{
        client::Client,
        consent,
        datum::{Datum, value},
        sharing::Need,
    },
    store::clients,
};

/// Where the page is.
pub(crate) const HERE: &str = "/compte/services/partage";
/// The name of the parameter that says with which service.
pub(super) const SERVICE: &str = "service";
/// The name of the parameter that says which datum.
pub(super) const DATUM: &str = "donnee";

/// What she may share: a datum that she refused, while the rest of what she
/// agreed to with the service counts.
struct Offer {
    account: AccountId,
    client: Client,
    need: Need,
    /// Its value, when it is known.
    value: Option<Personal<String>>,
    until: Timestamp,
}

impl Offer {
    async fn read(tx: &mut IdentityTx, ctx: &Ctx, service: &str, datum: &str) -> Outcome<Option<Self>> {
        let (account, wall) = (own(tx, ctx).await?.account_id, ctx.moment().wall);
        let Some((datum, client)) = Datum::parse(datum).zip(clients::by_id(tx, service).await?) else { return Ok(None) };
        let Sharing { profile, answers, agreed_until } = Sharing::read(tx, account, &client.id).await?;
        let is_refused = answers.get(&datum).is_some_and(|answer| !answer.given && wall < answer.expires_at);
        let until = agreed_until.filter(|until| is_refused && wall < *until);
        let need = client.needs.0.iter().find(|need| need.datum == datum).cloned();
        let value = profile.get(datum).map(|known| known.value.clone());
        Ok(until.zip(need).map(|(until, need)| Self { account, client, need, value, until }))
    }

    /// What she agrees to, word for word.
    fn text(&self) -> String {
        consent::text_of_one(&self.client.name, &self.client.keeps_for, &self.need, self.until)
    }
}

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let of = |name| asked(&ctx, name).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    Ok(match Offer::read(&mut tx, &ctx, &of(SERVICE), &of(DATUM)).await? {
        Some(offer) => answer(page(&ctx, &offer, &FormState::default(), html! {})),
        // shared already, or not asked any more: the list says how it stands
        None => redirect(services::HERE),
    })
}

pub(crate) async fn post(ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let Some(offer) = Offer::read(&mut tx, &ctx, posted.value(SERVICE), posted.value(DATUM)).await? else {
        return Ok(redirect(services::HERE));
    };
    let (mut state, text, datum) = (posted.state(), offer.text(), offer.need.datum);
    if posted.value(READ) != consent::text_digest(&text) {
        return Ok(answer(page(&ctx, &offer, &state, changed()).status(409)));
    }
    let mut decision = Decision { answers: vec![(datum, true)], ..Decision::default() };
    if offer.value.is_none() {
        let written = datum_field::read(&posted, &mut state, datum, true);
        decision.written.extend(written.map(|value| (datum, Personal::new(value))));
    }
    if state.has_errors() {
        return Ok(answer(page(&ctx, &offer, &state, html! {}).status(422)));
    }
    sharing::keep(&mut tx, ctx.moment(), (offer.account, &offer.client.id), (&text, offer.until), &decision).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=partage", services::HERE)))
}

fn page(ctx: &Ctx, offer: &Offer, state: &FormState, notice: Markup) -> Page {
    let (text, datum) = (offer.text(), offer.need.datum);
    let body = html! {
        (ui::error_summary(state))
        (notice)
        (ui::heading(Some(&offer.client.name), "Partager une donnée"))
        @for line in text.lines() { p { (line) } }
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::hidden(SERVICE, &offer.client.id))
            (ui::hidden(DATUM, datum.as_str()))
            (ui::hidden(READ, &consent::text_digest(&text)))
            @match &offer.value {
                Some(known) => (ui::summary_list(&[Row::text(datum.label(), &value::spoken(datum, known.expose()))])),
                None => (datum_field::field(datum, state, None, true)),
            }
            (ui::button_row(html! { (ui::button("Partager")) (ui::secondary_link_button(services::HERE, "Annuler")) }))
        }))
    };
    Page::new("Partager une donnée", body).narrow().back(services::HERE, "Mes services")
}
