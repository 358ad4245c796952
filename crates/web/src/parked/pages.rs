//! What is said of a kept form, before and after signing in again.

use super::store::ParkedForm;

/// The answer to a form whose author must sign in again.
pub(super) fn ended(sign_in: &str, is_kept: bool) -> ui::Page {
    let body = ui::html! {
        (ui::heading(None, "Votre session a pris fin"))
        @if is_kept {
            (ui::lead("Ce que vous avez écrit est gardé."))
            p { "Connectez-vous de nouveau sur cet appareil. Vous retrouverez votre saisie. Elle est gardée un jour." }
        } @else {
            (ui::lead("Rien n’a été enregistré."))
            p { "Connectez-vous de nouveau, puis recommencez." }
        }
        p { (ui::link_button(sign_in, "Se connecter")) }
    };
    ui::Page::new("Votre session a pris fin", body).status(401).narrow()
}

/// The form again, ready to be sent where it was going.
pub(super) fn resume(form: &ParkedForm, csrf: &str) -> ui::Page {
    let fields = ui::html! {
        @for (name, values) in form.fields.expose() {
            @for value in values { (ui::hidden(name, value)) }
        }
        (ui::button("Reprendre"))
    };
    let body = ui::html! {
        (ui::heading(None, "Votre saisie a été gardée"))
        (ui::lead("Reprenez là où vous en étiez."))
        p { "Les fichiers ne sont pas gardés. Si vous en aviez joint, vous devrez les joindre à nouveau." }
        (ui::form(&form.path, csrf, None, false, fields))
    };
    ui::Page::new("Votre saisie a été gardée", body).narrow()
}
