//! What a question holds before anybody answers.

use expr::{Expr, Type};
use forms::Field as Question;
use kernel::text::folded;

use super::Builder;
use crate::{
    expression::{Sort, Untranslated, Value, quoted},
    fields::Shape,
    report::Weight,
    template,
    wcs::Field,
};

/// Attributes of an account, with the claim of ours that is the same.
const CLAIMS: [(&str, &str); 12] = [
    ("first_name", "given_name"),
    ("given_name", "given_name"),
    ("prenom", "given_name"),
    ("last_name", "family_name"),
    ("family_name", "family_name"),
    ("nom", "family_name"),
    ("birth_name", "birth_name"),
    ("birthdate", "birthdate"),
    ("email", "email"),
    ("phone", "phone_number"),
    ("mobile", "phone_number"),
    ("telephone", "phone_number"),
];

/// Parts of an address in an account, with what a browser calls them.
const ADDRESS: [(&str, &str); 6] = [
    ("address", "street-address"),
    ("street", "street-address"),
    ("zipcode", "postal-code"),
    ("postcode", "postal-code"),
    ("city", "address-level2"),
    ("locality", "address-level2"),
];

impl Builder<'_> {
    pub(super) fn prefill(&mut self, field: &Field, shape: &Shape, question: &mut Question) {
        let Some((kind, value)) = field.prefill() else { return };
        match kind {
            "user" => self.account(value, shape, question),
            "string" => self.start(template::computed(value, &self.names), value, shape, question),
            "formula" => self.start(template::computed_in_python(value, &self.names), value, shape, question),
            "geolocation" if shape.kind == "place" => self.ledger.kept("préremplissage geolocation"),
            "geolocation" => {
                self.ledger.left("préremplissage geolocation", Weight::Info, &self.place, "La position ne remplit que les lieux.")
            }
            other => {
                let message = format!("Le préremplissage «\u{a0}{other}\u{a0}» n’a pas d’équivalent\u{a0}: la personne écrit.");
                self.ledger.left("préremplissage", Weight::Info, &self.place, message);
            }
        }
        let locks = |prefill: &crate::source::Element| prefill.says("locked") || prefill.says("locked-unless-empty");
        if field.element.child("prefill").is_some_and(locks) {
            self.ledger.note(
                "préremplissage",
                Weight::Check,
                &self.place,
                "La réponse préremplie n’est plus verrouillée\u{a0}: la personne peut la changer.",
            );
        }
    }

    fn account(&mut self, value: &str, shape: &Shape, question: &mut Question) {
        let attribute = folded(value.trim_start_matches('_'));
        let claim = CLAIMS.iter().find(|(theirs, _)| *theirs == attribute).map(|(_, ours)| *ours);
        match claim.filter(|claim| fits(claim, shape)) {
            Some(claim) => {
                question.prefill = Some(claim.to_owned());
                self.ledger.kept("préremplissage user");
            }
            None if ADDRESS.iter().any(|(theirs, _)| *theirs == attribute) && shape.kind == "text" => {
                let ours = ADDRESS.iter().find(|(theirs, _)| *theirs == attribute).map_or("", |(_, ours)| *ours);
                question.settings.insert("autocomplete".to_owned(), ours.into());
                let message = "Le compte ne donne pas l’adresse\u{a0}: le navigateur propose celle qu’il connaît.";
                self.ledger.changed("préremplissage user", Weight::Info, &self.place, message);
            }
            None => {
                let message = format!("Le compte ne donne pas «\u{a0}{attribute}\u{a0}» pour ce champ\u{a0}: la personne écrit.");
                self.ledger.left("préremplissage user", Weight::Info, &self.place, message);
            }
        }
    }

    fn start(&mut self, computed: Result<Value, Untranslated>, value: &str, shape: &Shape, question: &mut Question) {
        match computed.ok().and_then(|computed| self.default(computed, shape)) {
            Some(default) => {
                question.default = Some(default);
                self.ledger.kept("préremplissage string");
            }
            None if value.trim().is_empty() => (),
            None => {
                let message = "La valeur de départ n’est pas reprise\u{a0}: la personne écrit.";
                self.ledger.left("préremplissage string", Weight::Info, &self.place, message);
            }
        }
    }

    /// A formula of the answer's type that compiles here.
    fn default(&self, computed: Value, shape: &Shape) -> Option<String> {
        let ty = shape.value_type();
        let formula = match (&shape.sort, &computed.sort) {
            (Sort::Choice(options), Sort::Text) => {
                let chosen =
                    options.iter().find(|option| quoted(&option.label) == computed.source || quoted(&option.value) == computed.source)?;
                quoted(&chosen.value)
            }
            (Sort::Bool, Sort::Text) => (computed.source == "'True'").then(|| "true".to_owned())?,
            (_, Sort::Int | Sort::Decimal) if ty == Type::Text => format!("string({})", computed.source),
            _ => computed.source,
        };
        let compiled = Expr::compile(&formula, &self.scope).ok()?;
        let fits = *compiled.result() == ty || (compiled.result().is_number() && ty.is_number());
        (fits && formula != "''").then_some(formula)
    }
}

/// Whether a claim is an answer of this shape.
fn fits(claim: &str, shape: &Shape) -> bool {
    match claim {
        "birthdate" => shape.kind == "date",
        "email" => matches!(shape.kind, "email" | "text"),
        "phone_number" => matches!(shape.kind, "phone" | "text"),
        _ => shape.kind == "text",
    }
}
