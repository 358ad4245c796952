//! A value that depends on cases: the first condition that holds gives it. It is
//! how prices are told; an expression writes it as a chain of `? :`.

use crate::formula::{Says, read};

/// What a value is, case after case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// A condition, and the value when it holds: two expressions.
    pub cases: Vec<(String, String)>,
    /// The value when none holds: an expression.
    pub otherwise: String,
}

impl Cases {
    /// Reads an expression; one without cases is its own value.
    pub fn from_expression(source: &str) -> Self {
        let mut cases = Vec::new();
        let mut rest = source.trim();
        while let Some(Says::Choice(condition, value, otherwise)) = read(rest).map(|node| node.says) {
            cases.push((rest[condition.at].to_owned(), rest[value.at].to_owned()));
            rest = &rest[otherwise.at];
        }
        Self { cases, otherwise: rest.to_owned() }
    }

    /// The expression.
    pub fn to_expression(&self) -> String {
        // a case within a case stands between parentheses, once
        let held = |source: &str| match read(source).map(|node| node.says) {
            Some(Says::Choice(condition, ..)) if condition.at.start == 0 => format!("({source})"),
            _ => source.to_owned(),
        };
        let chain = self.cases.iter().map(|(condition, value)| format!("{} ? {} : ", held(condition), held(value)));
        chain.chain([self.otherwise.clone()]).collect()
    }
}

/// The text that an expression writes between quotes, when it is nothing else.
pub fn literal_text(source: &str) -> Option<String> {
    match read(source)?.says {
        Says::Text(text) => Some(text),
        _ => None,
    }
}

/// A text, as an expression writes it.
pub fn text_literal(text: &str) -> String {
    crate::formula::quoted(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(source: &str) -> (Vec<(String, String)>, String) {
        let Cases { cases, otherwise } = Cases::from_expression(source);
        (cases, otherwise)
    }

    #[test]
    fn a_price_by_cases_is_read_and_written_again() {
        let source = "siege == 'bron' ? 30 : passagers > 5 || loin ? 60 : 50";
        let (read, otherwise) = cases(source);
        let told: Vec<(&str, &str)> = read.iter().map(|(condition, value)| (condition.as_str(), value.as_str())).collect();
        assert_eq!((told, otherwise.as_str()), (vec![("siege == 'bron'", "30"), ("passagers > 5 || loin", "60")], "50"));
        assert_eq!(Cases::from_expression(source).to_expression(), source);
    }

    #[test]
    fn an_expression_without_cases_is_its_own_value() {
        for source in ["combien * 3", "'a ? b : c'", "ce n’est pas une expression", ""] {
            assert_eq!(cases(source), (vec![], source.to_owned()), "{source}");
            assert_eq!(Cases::from_expression(source).to_expression(), source);
        }
    }

    #[test]
    fn a_case_within_a_case_stays_where_it_is() {
        let source = "a ? (b ? 1 : 2) : 3";
        let read = Cases::from_expression(source);
        assert_eq!((read.cases.len(), read.otherwise.as_str()), (1, "3"));
        assert_eq!(Cases::from_expression(&read.to_expression()), read);
    }

    #[test]
    fn texts_stand_between_quotes() {
        assert_eq!(literal_text(&text_literal("Tarif d’été, l'après-midi")), Some("Tarif d’été, l'après-midi".to_owned()));
        assert_eq!(literal_text("tarif"), None);
    }
}
