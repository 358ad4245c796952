//! What the account says, read in the answers that it fills in.

use crate::{
    expression::{Names, Sort, Variable},
    form,
};

/// What an account says and the form asks too: a workflow reads the answer.
const OWN: [(&str, &[&str]); 4] =
    [("given_name", &["first_name"]), ("family_name", &["last_name"]), ("email", &["email"]), ("phone_number", &["phone", "mobile"])];

/// The names of the account, as answers that the account fills in.
pub(super) fn with_own_answers(mut names: Names, form: &form::Carried) -> Names {
    for question in form.form.pages.iter().flat_map(|page| &page.fields) {
        let own = OWN.iter().find(|(claim, _)| question.prefill.as_deref() == Some(*claim));
        for attribute in own.map(|(_, attributes)| *attributes).into_iter().flatten() {
            let answer = Variable::plain(question.slug.clone(), Sort::Text).said(format!("answers.{}", question.slug));
            for prefix in ["form_user_var", "session_user_var"] {
                let name = format!("{prefix}_{attribute}");
                if names.find(&name).is_none() {
                    names.declare(name, answer.clone());
                }
            }
        }
    }
    names
}
