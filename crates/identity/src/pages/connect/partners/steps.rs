//! The way of a service on trial, at the top of its page: each step, where it
//! stands, and the next as the main button.

use kernel::text::{day, long_date};
use ui::{Kind, Markup, Tone, html};

use super::{of_service, trial};
use crate::{
    model::{
        client::Client,
        partner::{
            Decision,
            steps::{Progress, Step},
        },
        protocol::AuthMethod,
        trial::{check::CHECKS, report::Report},
    },
    store::partners::proposals::Proposal,
};

/// What the steps are told from.
pub(super) struct Way<'a> {
    pub service: &'a Client,
    pub has_secret: bool,
    /// Somebody of the team signed in to it.
    pub was_entered: bool,
    /// What came of its last trial, and whether it goes on.
    pub trial: Option<&'a (Report, bool)>,
    pub proposal: Option<&'a Proposal>,
    pub live: Option<&'a Client>,
}

/// A step as it is read: its title, where it stands, what to do.
struct Told {
    title: &'static str,
    state: (Tone, &'static str),
    words: Markup,
    /// The page of the step, and the name of the way to it.
    way: Option<(String, &'static str)>,
}

const DONE: (Tone, &str) = (Tone::Success, "Fait");
const WAITING: (Tone, &str) = (Tone::Neutral, "À faire");

/// The steps.
pub(super) fn shown(way: &Way<'_>) -> Markup {
    let progress = way.progress();
    let next = progress.next();
    let steps = Step::ALL.map(|step| {
        let told = way.told(step, progress.is_done(step));
        (told.title, item(&told, next == Some(step)))
    });
    ui::steps(&steps)
}

fn item(told: &Told, is_next: bool) -> Markup {
    let (tone, state) = told.state;
    html! {
        p { (ui::status_tag(tone, state)) }
        (told.words)
        @match &told.way {
            Some((href, label)) if is_next => (ui::button_row(ui::link_button(href, label))),
            Some((href, label)) => p { a href=(href) { (label) } },
            None => {}
        }
    }
}

impl Way<'_> {
    fn progress(&self) -> Progress {
        Progress {
            has_data: !self.service.needs.0.is_empty(),
            can_prove: self.has_secret || self.has_keys(),
            was_entered: self.was_entered,
            is_tested: self.trial.is_some_and(|(report, _)| report.passed() == CHECKS.len()),
            is_asked: self.live.is_some() || self.proposal.is_some_and(|proposal| proposal.decision.is_none()),
        }
    }

    /// It proves who it is with keys of its own.
    fn has_keys(&self) -> bool {
        self.service.protocol.0.auth_method == AuthMethod::PrivateKeyJwt
    }

    fn told(&self, step: Step, is_done: bool) -> Told {
        let state = if is_done { DONE } else { WAITING };
        match step {
            Step::Data => self.data(state),
            Step::Proof => self.proof(state),
            Step::Kit => self.kit(state),
            Step::Trial => self.trial(state),
            Step::Production => self.production(state),
        }
    }

    fn page(&self, name: &str) -> String {
        format!("{}/{name}", of_service(&self.service.id))
    }

    fn data(&self, state: (Tone, &'static str)) -> Told {
        let (words, label) = match self.service.needs.0.len() {
            0 => ("Choisissez ce que le service demande aux usagers. Rien à demander\u{a0}? Passez au secret.", "Choisir les données"),
            _ => ("Le service dit ce qu’il demande, et pourquoi.", "Changer les données"),
        };
        Told { title: "Les données", state, words: html! { p { (words) } }, way: Some((self.page("donnees"), label)) }
    }

    fn proof(&self, state: (Tone, &'static str)) -> Told {
        let (title, words, way) = match (self.has_keys(), self.has_secret) {
            (true, _) => ("Les clés", "Le service prouve qui il est avec ses propres clés.", None),
            (_, true) => ("Le secret", "Le service a son secret.", None),
            _ => (
                "Le secret",
                "Le service prouve qui il est avec un secret. Il ne s’affiche qu’une fois.",
                Some((self.page("secret"), "Créer le secret")),
            ),
        };
        Told { title, state, words: html! { p { (words) } }, way }
    }

    fn kit(&self, state: (Tone, &'static str)) -> Told {
        let words = "Le kit a vos adresses, des exemples prêts à lancer et le bouton. Lancez un exemple, puis connectez-vous.";
        Told { title: "Le kit", state, words: html! { p { (words) } }, way: Some((self.page("kit"), "Kit de raccordement")) }
    }

    fn trial(&self, state: (Tone, &'static str)) -> Told {
        let (state, words, label) = match self.trial {
            None => (state, "GrandLyon Connect regarde votre service, puis lui ment pour voir s’il refuse.".to_owned(), trial::TITLE),
            Some((report, is_running)) => {
                let state = match (report.failed(), is_running) {
                    (1.., _) => (Tone::Danger, "À corriger"),
                    (0, true) if state != DONE => (Tone::Info, "En cours"),
                    _ => state,
                };
                let words = format!("Vérifications réussies\u{a0}: {} sur {}.", report.passed(), CHECKS.len());
                (state, words, if *is_running { "Reprendre le test" } else { trial::TITLE })
            }
        };
        Told { title: "Le test", state, words: html! { p { (words) } }, way: Some((trial::of(&self.service.id), label)) }
    }

    fn production(&self, state: (Tone, &'static str)) -> Told {
        let (state, label, words) = match self.proposal.map(|proposal| (proposal.decision, proposal)) {
            Some((None, proposal)) => (
                (Tone::Info, "À l’étude"),
                "Voir la demande",
                html! { p { "Demandée le " (long_date(day(proposal.asked_at))) ". La Métropole l’étudie." } },
            ),
            Some((Some(Decision::Refused), proposal)) => (
                (Tone::Warning, "Refusée"),
                "Demander à nouveau",
                ui::notice(
                    Kind::Warning,
                    "La Métropole n’a pas accepté.",
                    html! { p { (proposal.reason.as_deref().unwrap_or_default()) } },
                ),
            ),
            Some((Some(Decision::Accepted), _)) => (state, "Proposer un changement", html! {}),
            None => (
                state,
                "Demander la mise en service",
                html! { p { "En essai, seule votre équipe s’y connecte. Quand tout marche, demandez son ouverture à tous." } },
            ),
        };
        let words = html! {
            @if let Some(live) = self.live { p { "Il existe en service\u{a0}: " a href=(of_service(&live.id)) { (live.name) } "." } }
            (words)
        };
        Told { title: "La mise en service", state, words, way: Some((self.page("production"), label)) }
    }
}
