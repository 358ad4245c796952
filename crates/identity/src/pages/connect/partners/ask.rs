//! `/partenaires/demande`: an organisation asks to connect its services.

use kernel::{
    Personal,
    values::{Email, Siret},
};
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::HOME;
use crate::{
    flow::partners::organisations::{self, Asked},
    pages::connect::{account::own, answer},
    store::partners::organisations as kept,
};

pub(crate) const HERE: &str = "/partenaires/demande";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    own(&mut tx, &ctx).await?;
    Ok(answer(page(&ctx, &FormState::default())))
}

pub(crate) async fn post(ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let asked = match read(&posted) {
        Ok(asked) => asked,
        Err(state) => return Ok(answer(page(&ctx, &state).status(422))),
    };
    let mut tx = ctx.identity_write().await?;
    let account = own(&mut tx, &ctx).await?.account_id;
    let waits = kept::asked_by(&mut tx, account).await?.iter().any(|organisation| organisation.decision.is_none());
    if waits {
        let state = posted.state().with_error("", "Vous avez déjà une demande. Attendez la réponse de la Métropole.");
        return Ok(answer(page(&ctx, &state).status(409)));
    }
    organisations::ask(&mut tx, ctx.moment(), account, asked).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{HOME}?fait=demande")))
}

fn read(posted: &Posted) -> Result<Asked, FormState> {
    let mut state = posted.state();
    let text = |name: &str| posted.value(name).trim().to_owned();
    let (name, why, siret, contact) = (text("name"), text("why"), text("siret"), text("contact"));
    for (field, value, longest, empty) in [
        ("name", &name, 80, "Écrivez le nom de l’organisation."),
        ("why", &why, 1_000, "Dites quel service vous voulez relier, et pour quoi faire."),
    ] {
        match value.chars().count() {
            0 => state.add_error(field, empty),
            count if count > longest => state.add_error(field, format!("{longest}\u{a0}caractères au plus.")),
            _ => {}
        }
    }
    let number = Siret::parse(&siret);
    if !siret.is_empty() && number.is_none() {
        state.add_error("siret", "Ce numéro n’est pas un SIRET. Vérifiez ses 14\u{a0}chiffres.");
    }
    let address = Email::parse(&contact);
    if address.is_none() {
        state.add_error("contact", "Écrivez une adresse e-mail, par exemple services@commune.fr.");
    }
    match address.filter(|_| !state.has_errors()) {
        Some(address) => Ok(Asked {
            name,
            siret: number.map(|number| number.as_str().to_owned()),
            why,
            contact: Personal::new(address.as_str().to_owned()),
        }),
        None => Err(state),
    }
}

fn page(ctx: &Ctx, state: &FormState) -> Page {
    let siret = Label::new("siret", "Numéro SIRET").hint("14\u{a0}chiffres.").state(state).optional();
    let contact =
        Label::new("contact", "Adresse e-mail de contact").hint("Pour les avis sur vos services\u{a0}: celle d’une équipe, de préférence.");
    let why = Label::new("why", "Ce que vous voulez relier").hint("Quel service, pour qui, pour quoi faire.");
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(Some("Espace partenaires"), "Relier une organisation"))
        (ui::lead("La Métropole lit votre demande, puis vous répond par e-mail."))
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::text_input(&Label::new("name", "Nom de l’organisation").hint("Par exemple\u{a0}: Ville de Bron.").state(state), state.value("name"), TextKind::Text, None))
            (ui::text_input(&siret, state.value("siret"), TextKind::Number, Some(17)))
            (ui::textarea(&why.state(state), state.value("why"), 4, Some(1_000)))
            (ui::text_input(&contact.state(state), state.value("contact"), TextKind::Email, None))
            (ui::button_row(html! { (ui::button("Envoyer la demande")) }))
        }))
    };
    Page::new("Relier une organisation", body).back(HOME, "Espace partenaires")
}
