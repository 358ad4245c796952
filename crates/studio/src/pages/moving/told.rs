//! What a move means, in words.

use cases::MovePlan;
use definition::{QuestionChange, QuestionFate};
use ui::{Markup, html};

pub(super) fn told(plan: &MovePlan, changes: &[String]) -> Markup {
    html! {
        (ui::section("Ce que cela fait", meaning()))
        (ui::section("Les questions", questions(&plan.succession.questions)))
        (gone("Actions retirées", &plan.succession.actions_gone, "Les agents ne les verront plus."))
        (gone("Rôles retirés", &plan.succession.functions_gone, "L’équipe qui suit chaque demande ne change pas."))
        (gone("Données des agents retirées", &plan.succession.data_gone, "Ce qui a été noté reste gardé avec la demande."))
        (ui::details("Tout ce qui change entre les deux versions", html! { ul { @for one in changes { li { (one) } } } }))
    }
}

fn meaning() -> Markup {
    html! {
        ul {
            li { "Ces demandes suivent la version en ligne\u{a0}: ses statuts, ses actions, ses délais." }
            li { "Aucune réponse n’est perdue. L’agent lit toujours toutes celles qui ont été données." }
            li { "Le délai légal annoncé à l’usager ne change pas." }
            li { "L’usager n’est prévenu que si le nom de son statut change." }
            li { "Les actions automatiques de la version en ligne se font aussi. Celles dont le moment est passé se font tout de suite." }
            li { "Si un agent agit au même moment, son action est gardée. La demande passe ensuite." }
        }
    }
}

fn questions(fates: &[QuestionFate]) -> Markup {
    html! {
        @if fates.is_empty() { p { "Les questions sont les mêmes." } }
        ul { @for fate in fates { li { (fate.label) "\u{a0}: " (became(&fate.change)) } } }
    }
}

fn became(change: &QuestionChange) -> Markup {
    match change {
        QuestionChange::Removed => html! { "question retirée. Les réponses restent lisibles dans la demande." },
        QuestionChange::Retyped(was, is) => {
            html! { (was) " devient " (is) ". Une réponse qui ne convient plus reste lisible à part." }
        }
        QuestionChange::Added { required: true } => html! { "nouvelle question obligatoire. Elle reste sans réponse et ne bloque rien." },
        QuestionChange::Added { required: false } => html! { "nouvelle question. Elle reste sans réponse." },
    }
}

fn gone(title: &str, labels: &[String], meaning: &str) -> Markup {
    html! {
        @if !labels.is_empty() {
            (ui::section(title, html! { ul { @for label in labels { li { (label) } } } p.hint { (meaning) } }))
        }
    }
}
