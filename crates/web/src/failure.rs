//! The page of a failure: what happened, in the person's words, and what to do next.

use kernel::Problem;

use crate::Failure;

pub(crate) fn page(failure: &Failure, reference: &str) -> ui::Page {
    let (title, text): (&str, &str) = match failure {
        Failure::Problem(problem) => words(problem),
        Failure::Fault(_) => (
            "Une erreur est survenue",
            "L’erreur vient de nous. Ce que vous aviez enregistré est conservé. Réessayez dans quelques minutes.",
        ),
    };
    let body = ui::html! {
        (ui::heading(None, title))
        (ui::lead(text))
        @if matches!(failure, Failure::Fault(_)) {
            p { "Si vous demandez de l’aide, donnez ce numéro : " strong { (reference) } "." }
        }
        p { (ui::secondary_link_button("/", "Revenir à l’accueil")) }
    };
    ui::Page::new(title, body).status(failure.status().as_u16()).narrow()
}

fn words(problem: &Problem) -> (&str, &str) {
    match problem {
        Problem::NotFound => {
            ("Page introuvable", "Cette page n’existe pas, ou vous n’y avez pas accès. Vérifiez l’adresse, ou revenez à l’accueil.")
        }
        Problem::Forbidden => (
            "Accès refusé",
            "Votre session a pris fin, ou vous n’avez pas le droit de faire cela. Revenez à la page précédente, puis recommencez.",
        ),
        Problem::Conflict(text) => ("Action impossible", text),
        Problem::Gone(text) => ("Page disparue", text),
        Problem::Invalid(text) => ("Envoi non compris", text),
        Problem::TooLarge(text) => ("Envoi trop lourd", text),
        Problem::TooMany { .. } => ("Trop d’essais", "Vous avez fait trop d’essais. Attendez un peu, puis recommencez."),
        Problem::Unavailable(text) => ("Service indisponible", text),
    }
}
