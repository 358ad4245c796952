//! The page of a failure: what happened, in the person's words, and what to do next.

use std::borrow::Cow;

use kernel::Problem;

use crate::Failure;

pub(crate) fn page(failure: &Failure, reference: &str) -> ui::Page {
    let (title, text) = match failure {
        Failure::Problem(problem) => words(problem),
        Failure::Fault(_) => (
            "Une erreur est survenue",
            "L’erreur vient de nous. Ce que vous aviez enregistré est conservé. Réessayez dans quelques minutes.".into(),
        ),
    };
    let body = ui::html! {
        (ui::heading(None, title))
        (ui::lead(&text))
        @if matches!(failure, Failure::Fault(_)) {
            p { "Si vous demandez de l’aide, donnez ce numéro : " strong { (reference) } "." }
        }
        p { (ui::secondary_link_button("/", "Revenir à l’accueil")) }
    };
    ui::Page::new(title, body).status(failure.status().as_u16()).narrow()
}

fn words(problem: &Problem) -> (&str, Cow<'_, str>) {
    match problem {
        Problem::NotFound => {
            ("Page introuvable", "Cette page n’existe pas, ou vous n’y avez pas accès. Vérifiez l’adresse, ou revenez à l’accueil.".into())
        }
        // no right, or no proof that the form is ours: a page too old, or no cookies
        Problem::Forbidden => (
            "Accès refusé",
            "Vous n’avez pas le droit de faire cela, ou la page est restée ouverte trop longtemps. Revenez à la page précédente, \
             rechargez-la, puis recommencez. Votre navigateur doit accepter les cookies."
                .into(),
        ),
        Problem::Conflict(text) => ("Action impossible", text.into()),
        Problem::Gone(text) => ("Page disparue", text.into()),
        Problem::Invalid(text) => ("Envoi non compris", text.into()),
        Problem::TooLarge(text) => ("Envoi trop lourd", text.into()),
        Problem::TooMany { retry_after } => {
            ("Trop d’essais", format!("Vous avez fait trop d’essais. Attendez {}, puis recommencez.", wait(*retry_after)).into())
        }
        Problem::Unavailable(text) => ("Service indisponible", text.into()),
    }
}

fn wait(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "une minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
