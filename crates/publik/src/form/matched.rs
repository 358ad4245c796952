//! A pattern that the answer of a question had to match for its page to be
//! left: `form_var_tel is None or re.match("[0-9]+", form_var_tel)`. It becomes
//! the format of the question.

use super::Builder;
use crate::{
    expression::{Ast, Comparison, Known, parse},
    fields::pattern,
    report::Weight,
};

impl Builder<'_> {
    /// Gives the pattern to its question, when it stands on this page and has
    /// no format yet. The ledger tells it.
    pub(super) fn matched(&mut self, source: &str) -> bool {
        let Some((name, shape)) = rule(source).and_then(|(name, pattern)| Some((name, pattern::shape(&pattern)?))) else { return false };
        let Some(Known::Variable(variable, _)) = self.names.find(&name) else { return false };
        let Some(page) = self.pages.last_mut() else { return false };
        let mut questions = page.fields.iter_mut();
        let Some(question) = questions.find(|question| question.slug == variable.source) else { return false };
        let is_free = question.kind == "text" && !question.settings.contains_key("format");
        if !is_free && question.kind != shape.kind {
            return false;
        }
        let message = format!("Ce contrôle est maintenant celui de la question «\u{a0}{}\u{a0}».", question.label);
        if is_free {
            if shape.kind != "text" {
                question.settings.clear();
            }
            question.kind = shape.kind.to_owned();
            question.settings.extend(shape.settings);
        }
        self.ledger.changed("condition de sortie", Weight::Info, &self.place, message);
        true
    }
}

/// The variable and the pattern.
fn rule(source: &str) -> Option<(String, String)> {
    match parse(source).ok()? {
        Ast::Or(parts) => {
            let (matches, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| pattern_of(part).is_some());
            let [only] = matches.as_slice() else { return None };
            let rule = pattern_of(only)?;
            others.iter().all(|other| is_nothing(other, &rule.0)).then_some(rule)
        }
        single => pattern_of(&single),
    }
}

fn pattern_of(ast: &Ast) -> Option<(String, String)> {
    let Ast::Filter(module, function, args) = ast else { return None };
    match (module.as_ref(), function.as_str(), args.as_slice()) {
        (Ast::Name(re), "match" | "fullmatch", [Ast::Text(pattern), Ast::Name(name)]) if re == "re" => {
            Some((name.clone(), pattern.clone()))
        }
        _ => None,
    }
}

/// Whether a test only says that there is no answer.
fn is_nothing(ast: &Ast, name: &str) -> bool {
    let is_it = |ast: &Ast| matches!(ast, Ast::Name(known) if known == name);
    match ast {
        Ast::Not(inner) => is_it(inner),
        Ast::Compare(Comparison::Equal, a, b) => is_it(a) && (**b == Ast::Nothing || **b == Ast::Text(String::new())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_with_what_excuses_it() {
        let found = |name: &str, pattern: &str| Some((name.to_owned(), pattern.to_owned()));
        assert_eq!(rule(r#"form_var_a == None or (re.match("^\d+$", form_var_a))"#), found("form_var_a", r"^\d+$"));
        assert_eq!(rule(r#"not form_var_a or re.match('[0-9]*', form_var_a)"#), found("form_var_a", "[0-9]*"));
        assert_eq!(rule(r#"re.match("(0|\\+|00)(\d{8,})", form_var_a)"#), found("form_var_a", r"(0|\+|00)(\d{8,})"));
        for other in ["form_var_a == None", "form_var_b == None or re.match('a', form_var_a)", "re.match(form_var_a, 'a')", "re.match('a'"]
        {
            assert_eq!(rule(other), None, "{other}");
        }
    }
}
