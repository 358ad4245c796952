//! The options of a form as values known at once: `form_option_…`.

use crate::{
    expression::{Literal, Names},
    wcs::{OptionValue, Options},
};

/// Declares each option as conditions and texts name it: what is read, what is
/// kept (`…_raw`), the parts of a choice.
pub(super) fn declare(options: &Options, names: &mut Names) {
    for (name, value) in options {
        let key = format!("form_option_{name}");
        match value {
            OptionValue::One(_) | OptionValue::Several(_) => {
                let shown = options.get(&format!("{name}_display")).filter(|shown| **shown != OptionValue::One(String::new()));
                names.constant(&key, literal(shown.unwrap_or(value)));
                names.constant(format!("{key}_raw"), literal(value));
            }
            OptionValue::Parts(parts) => {
                let choice = key.strip_suffix("_structured");
                for (part, text) in parts {
                    names.constant(format!("{key}_{part}"), known(text));
                    if let Some(choice) = choice {
                        names.constant(format!("{choice}_{part}"), known(text));
                    }
                }
                names.opaque(key);
            }
            OptionValue::Opaque => names.opaque(key),
        }
    }
}

fn literal(value: &OptionValue) -> Literal {
    match value {
        OptionValue::One(text) => known(text),
        OptionValue::Several(texts) => Literal::List(texts.clone()),
        OptionValue::Parts(_) | OptionValue::Opaque => Literal::Nothing,
    }
}

/// A text as conditions compare it.
fn known(text: &str) -> Literal {
    match text {
        "" | "None" => Literal::Nothing,
        "true" | "True" => Literal::Bool(true),
        "false" | "False" => Literal::Bool(false),
        text => Literal::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::expression::{Cond, Untranslated, condition};

    #[test]
    fn options_are_what_they_hold() {
        let one = |text: &str| OptionValue::One(text.to_owned());
        let options = Options::from([
            ("mode".to_owned(), one("ligne")),
            ("mode_display".to_owned(), one("Payer en ligne")),
            ("mode_structured".to_owned(), OptionValue::Parts(BTreeMap::from([("prix".to_owned(), "12".to_owned())]))),
            ("questions".to_owned(), OptionValue::Several(vec!["sieste".to_owned(), "natation".to_owned()])),
            ("questions_display".to_owned(), one("Fait-il la sieste ?, Sait-il nager ?")),
            ("questions_structured".to_owned(), OptionValue::Opaque),
            ("vide".to_owned(), one("")),
        ]);
        let mut names = Names::default();
        declare(&options, &mut names);
        let holds = |source: &str| match condition(source, &names, &expr::Scope::new()) {
            Ok(Cond::Always) => "oui".to_owned(),
            Ok(Cond::Never) => "non".to_owned(),
            Ok(Cond::When(formula, _)) => formula,
            Err(Untranslated(why)) => why,
        };
        for (source, expected) in [
            ("'sieste' in form_option_questions_raw", "oui"),
            ("'dessin' in form_option_questions_raw", "non"),
            ("form_option_mode_raw == 'ligne'", "oui"),
            ("form_option_mode == 'Payer en ligne'", "oui"),
            ("form_option_mode_prix|decimal > 10", "oui"),
            ("form_option_vide or form_option_jamais_dite", "non"),
        ] {
            assert_eq!(holds(source), expected, "{source}");
        }
        assert!(holds("form_option_questions_structured").contains("n’existe pas ici"), "what cannot be read is not taken for nothing");
        assert!(holds("form_option_questions_structured_0_text").contains("n’existe pas ici"));
    }
}
