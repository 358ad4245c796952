//! What surrounds the form and the workflow, as summaries that lead to their editors.

use authoring::{ConnectorEdit, Place};
use axum::extract::{Path, State};
use db::InstanceKey;
use definition::{Competence, Definition, Opening};
use kernel::{Slug, text};
use ui::{FormState, Label, Markup, Row, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted};

use super::{
    adding::{Adding, Asked, named},
    sheet::settings::{AUDIENCES, SIGN_INS},
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    drawn(&ctx, &keep::open(&mut tx, &asked.work).await?, &FormState::default())
}

/// Adds a connector.
pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let adding = Adding {
        beside: "nom",
        made: |_: &Opened, state: &mut FormState| {
            named(&posted, state, "nom", "Écrivez à quoi il sert.").map(|label| ConnectorEdit::Add { label }.into())
        },
        to: |instance: &InstanceKey, _: &Place| Part::Settings.href(instance, &asked.work),
        drawn: |opened: &Opened, state: &FormState| drawn(&ctx, opened, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

fn drawn(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Html> {
    let of = &opened.definition;
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let part = |title: &str, rows: Vec<Row>, place: Place, about: &str| {
        ui::section(
            title,
            html! {
                (ui::summary_list(&rows))
                p { a href=(urls::place(instance, work, &place)) { "Modifier " (about) } }
            },
        )
    };
    let body = html! {
        (ui::error_summary(state))
        (part("Présentation", presentation(of), Place::Presentation, "la présentation"))
        (part("Réglages", settings(of), Place::Settings, "les réglages"))
        (part("Données personnelles", processing(of), Place::Processing, "ces informations"))
        (ui::section("Autres logiciels", connectors(ctx, opened, state)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Settings, "Réglages", body)?.status(status).into())
}

fn presentation(of: &Definition) -> Vec<Row> {
    vec![Row::text("Nom", &of.title), Row::text("À quoi elle sert", &of.summary)]
}

fn settings(of: &Definition) -> Vec<Row> {
    let settings = &of.settings;
    let themes = settings.themes.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ");
    let audience = settings.audience.iter().map(|one| AUDIENCES.label(*one)).collect::<Vec<_>>().join(", ");
    let audience = if audience.is_empty() { "Tout le monde".to_owned() } else { audience };
    let competence = match settings.competence {
        Competence::Instance {} => "La collectivité qui publie la démarche",
        Competence::ByPlace { .. } => "Celle qui est compétente pour le lieu",
    };
    vec![
        Row::text("Qui répond", &settings.responder),
        Row::text("Durée", &text::count(settings.minutes.into(), "minute")),
        Row::text("Prix", settings.fees.as_deref().unwrap_or("Rien n’est dit.")),
        Row::new("À préparer", items(&settings.pieces, "Rien")),
        Row::new("Après l’envoi", items(&settings.after, "Rien n’est dit.")),
        Row::text("Thèmes", &themes),
        Row::text("Pour qui", &audience),
        Row::text("Connexion", SIGN_INS.label(settings.sign_in)),
        Row::text("Ouverture", &opening(settings.opening.as_ref())),
        Row::text("Qui traite la demande", competence),
    ]
}

fn opening(opening: Option<&Opening>) -> String {
    match opening.map(|opening| (opening.from, opening.to)) {
        Some((Some(from), Some(to))) => format!("Du {} au {}", text::date(from), text::date(to)),
        Some((Some(from), None)) => format!("Depuis le {}", text::date(from)),
        Some((None, Some(to))) => format!("Jusqu’au {}", text::date(to)),
        Some((None, None)) | None => "Toujours".to_owned(),
    }
}

fn processing(of: &Definition) -> Vec<Row> {
    let processing = &of.settings.processing;
    vec![
        Row::text("À quoi elles servent", &processing.purpose),
        Row::text("De quel droit", &processing.legal_basis),
        Row::new("Qui les reçoit", items(&processing.recipients, "Rien n’est dit.")),
        Row::text("Conservation", &format!("{} mois après la fin", processing.retention_months)),
    ]
}

fn items(items: &[String], none: &str) -> Markup {
    html! { @if items.is_empty() { (none) } @else { ul { @for item in items { li { (item) } } } } }
}

fn connectors(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Markup> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    Ok(html! {
        p { "Une action peut en appeler un. Chaque collectivité dit lequel est le sien." }
        @if !opened.definition.connectors.is_empty() {
            ul.studio-list { @for connector in &opened.definition.connectors {
                li { a href=(urls::place(instance, work, &Place::Connector(connector.slug.clone()))) { (connector.label) } }
            } }
        }
        (ui::form(&Part::Settings.href(instance, work), ctx.csrf(), None, false, html! {
            (shell::seen(opened))
            (ui::text_input(&Label::new("nom", "À quoi sert le logiciel à ajouter").hint("Exemple : Planning des salles.").state(state), state.value("nom"), TextKind::Text, None))
            (ui::button_row(ui::secondary_button("Ajouter")))
        }))
    })
}
