//! A calculation written with menus: a result in each case, and otherwise. Whoever
//! wants to may write the formula instead.
//!
//! Inputs: `{name}.{case}.0.quoi`, `.compare`, `.valeur`, `.jour` for what a case
//! is, `{name}.{case}.donne` for its result, `{name}.sinon`; `{name}.formule` holds
//! the formula when `{name}.mode` says so.

mod vocabulary;

use std::collections::BTreeMap;

use authoring::{
    Place,
    cases::{Cases, literal_text, text_literal},
    condition::{self, Condition, Operand, Rule},
};
use definition::Definition;
use ui::{Choice, FormState, Label, Markup, TextKind, html};

use super::{
    condition::{one_line, put, test},
    sheet::words,
};

/// Cases read at most.
const MOST: usize = 12;
/// What a new calculation says: nobody wrote it.
const UNSAID: &str = "0";
/// The value of `{name}.mode` when the formula itself is written.
const BY_HAND: &str = "formule";

/// A calculation at a place of a document.
pub(super) struct Calculation<'a> {
    pub(super) name: &'static str,
    pub(super) of: &'a Definition,
    pub(super) place: &'a Place,
    /// Whether it gives words: they are written without quotes.
    pub(super) gives_text: bool,
}

impl Calculation<'_> {
    /// Puts what the document says in the form.
    pub(super) fn typed(&self, source: &str, state: &mut FormState) {
        let operands = self.operands();
        state.set(self.input("formule"), vec![source.to_owned()]);
        let Cases { cases, otherwise } = Cases::from_expression(source);
        let tests: Option<Vec<_>> = cases
            .iter()
            .map(|(when, _)| match condition::from_expression(when, &operands) {
                Some(Condition::Test(test)) => Some(test),
                _ => None,
            })
            .collect();
        let mut values = cases.iter().map(|(_, gives)| gives).chain([&otherwise]);
        let is_plain = values.all(|value| self.fits(value, &operands));
        let Some(tests) = tests.filter(|tests| is_plain && tests.len() <= MOST) else {
            state.set(self.input("mode"), vec![BY_HAND.to_owned()]);
            return;
        };
        for (case, (test, (_, gives))) in tests.iter().zip(&cases).enumerate() {
            put(self.name, case, test, state);
            state.set(self.gives(case), vec![self.shown(gives)]);
        }
        let begun = if source == UNSAID { String::new() } else { self.shown(&otherwise) };
        state.set(self.input("sinon"), vec![begun]);
    }

    /// Its inputs.
    pub(super) fn inputs(&self, state: &FormState) -> Markup {
        let (operands, by_hand) = (self.operands(), self.is_by_hand(state));
        let written = (0..MOST).rev().find(|case| self.is_case(*case, state)).map_or(0, |last| last + 1);
        let source = self.read(state, &mut FormState::default());
        let (otherwise, mode, formula) = (self.input("sinon"), self.input("mode"), self.input("formule"));
        let result = if written == 0 { "Le résultat est" } else { "Sinon, le résultat est" };
        ui::fieldset(
            self.name,
            "Calcul",
            Some("Un prix fixe, un prix selon les réponses, une multiplication…"),
            state.error(self.name),
            html! {
                p.studio-sentence { @match &source { Some(source) => { (self.sentence(source)) }, None => "Rien encore." } }
                @if !by_hand {
                    @for case in 0..written { (self.case(case, &operands, state)) }
                    @if written < MOST { (ui::details(if written == 0 { "Le résultat dépend d’une réponse" } else { "Un autre cas" }, self.case(written, &operands, state))) }
                    (self.value(&otherwise, result, "le résultat", &operands, state))
                }
                (ui::details_open("Écrire la formule soi-même", by_hand, html! {
                    (ui::radios(&Label::new(&mode, "Comment dire ce calcul"), &[Choice::new("menus", "Avec les menus"), Choice::new(BY_HAND, "Avec la formule ci-dessous")], if by_hand { BY_HAND } else { "menus" }))
                    (ui::textarea(&Label::new(&formula, "Formule").hint("Exemple : siege == 'bron' ? 30 : 50 donne 30 pour Bron, 50 ailleurs.").optional().state(state), state.value(&formula), 3, None))
                }))
                (ui::details("Les mots d’un calcul", vocabulary::table(&operands)))
            },
        )
    }

    /// The expression typed; nothing when none was. What is wrong is told beside its input.
    pub(super) fn read(&self, typed: &FormState, state: &mut FormState) -> Option<String> {
        if self.is_by_hand(typed) {
            return Some(typed.value(&self.input("formule")).trim().to_owned()).filter(|source| !source.is_empty());
        }
        let source = typed.value(&self.input("formule"));
        if self.is_untouched(source, typed) {
            return Some(source.to_owned()).filter(|source| !source.is_empty());
        }
        let operands = self.operands();
        let mut cases = Vec::new();
        for case in (0..MOST).filter(|case| self.is_case(*case, typed)) {
            let gives = self.gives(case);
            let value = self.written(typed.value(&gives), &operands);
            if value.is_empty() {
                state.add_error(&gives, "Dites le résultat dans ce cas.");
            }
            if let Some(test) = test(self.name, case, &operands, typed, state) {
                cases.push((condition::to_expression(&Condition::Test(test)), value));
            }
        }
        let otherwise = self.written(typed.value(&self.input("sinon")), &operands);
        if otherwise.is_empty() && !cases.is_empty() {
            state.add_error(self.input("sinon"), "Dites le résultat dans les autres cas.");
        }
        Some(Cases { cases, otherwise }.to_expression()).filter(|source| !source.is_empty())
    }

    /// Whether the menus still say what was written, in its own words.
    fn is_untouched(&self, source: &str, typed: &FormState) -> bool {
        let mut before = FormState::default();
        self.typed(source, &mut before);
        let own = |state: &FormState| -> BTreeMap<String, Vec<String>> {
            let names = state.names().filter(|name| name.starts_with(&format!("{}.", self.name)) && !name.ends_with(".mode"));
            let given = names.map(|name| (name.to_owned(), state.values(name).iter().map(|value| value.trim().to_owned()).collect()));
            given.filter(|(_, values): &(String, Vec<String>)| values.iter().any(|value| !value.is_empty())).collect()
        };
        !self.is_by_hand(&before) && own(&before) == own(typed)
    }

    fn case(&self, case: usize, operands: &[Operand], state: &FormState) -> Markup {
        let gives = self.gives(case);
        html! {
            div.studio-group {
                (one_line(self.name, case, 0, operands, state))
                (self.value(&gives, "Alors, le résultat est", &format!("le cas {}", case + 1), operands, state))
            }
        }
    }

    /// The input of a result, the questions to put in it, and how an operation reads.
    /// `what` tells the results of a calculation apart.
    fn value(&self, name: &str, label: &str, what: &str, operands: &[Operand], state: &FormState) -> Markup {
        let numbers = vocabulary::numbers(operands);
        let written = self.written(state.value(name), operands);
        html! {
            (ui::text_input(&Label::new(name, label).hint(self.example(operands)).optional().state(state), state.value(name), TextKind::Text, None))
            @if !self.gives_text && !numbers.1.is_empty() {
                (words::list("Insérer une question", name, what, &[numbers], state))
            }
            @if self.is_operation(&written) { p.hint { "Se lit ainsi\u{a0}: " (self.told(&written)) "." } }
        }
    }

    /// « 30 si le siège est à Bron, sinon 50 ».
    fn sentence(&self, source: &str) -> String {
        let Cases { cases, otherwise } = Cases::from_expression(source);
        let told = cases.iter().map(|(when, gives)| format!("{} si {}", self.told(gives), condition::sentence(self.of, self.place, when)));
        let told: Vec<String> = told.collect();
        match told.is_empty() {
            true => format!("{}.", self.told(&otherwise)),
            false => format!("{}\u{a0}; sinon {}.", told.join("\u{a0}; "), self.told(&otherwise)),
        }
    }

    /// Whether a value can be typed in a line: words, a name, a short operation.
    fn fits(&self, source: &str, operands: &[Operand]) -> bool {
        let is_name = || operands.iter().any(|operand| operand.path.to_string() == source);
        let is_words = || literal_text(source).is_some();
        !source.contains('\n') && (!self.gives_text || source.is_empty() || is_name() || is_words())
    }

    /// Whether a value reads answers, or computes.
    fn is_operation(&self, source: &str) -> bool {
        !self.gives_text && !source.is_empty() && source.parse::<f64>().is_err()
    }

    /// A value in French: its questions by their labels.
    fn told(&self, source: &str) -> String {
        if self.is_operation(source) { condition::sentence(self.of, self.place, source) } else { self.shown(source) }
    }

    /// A value as its author types it.
    fn shown(&self, source: &str) -> String {
        let text = literal_text(source).filter(|_| self.gives_text);
        text.unwrap_or_else(|| if source.parse::<f64>().is_ok() { source.replace('.', ",") } else { source.to_owned() })
    }

    /// A value as the expression writes it: words between quotes, numbers as people type them.
    fn written(&self, typed: &str, operands: &[Operand]) -> String {
        let typed = typed.trim();
        let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '€').collect::<String>().replace(',', ".");
        let names = operands.iter().any(|operand| operand.path.to_string() == typed);
        match () {
            () if typed.is_empty() || names => typed.to_owned(),
            () if self.gives_text && literal_text(typed).is_none() => text_literal(typed),
            () if plain.parse::<f64>().is_ok() => plain,
            () if self.gives_text => typed.to_owned(),
            () => with_signs(typed),
        }
    }

    fn example(&self, operands: &[Operand]) -> &'static str {
        match () {
            () if self.gives_text => "Les mots à montrer.",
            () if vocabulary::numbers(operands).1.is_empty() => "Un nombre. Exemple : 30.",
            () => "Un nombre. Ou une question, puis une opération. Exemple : une question, puis × 8,50.",
        }
    }

    fn operands(&self) -> Vec<Operand> {
        condition::candidates(self.of, self.place, Rule::Before)
    }

    fn is_by_hand(&self, state: &FormState) -> bool {
        state.value(&self.input("mode")) == BY_HAND
    }

    fn is_case(&self, case: usize, state: &FormState) -> bool {
        !state.value(&format!("{}.{case}.0.quoi", self.name)).is_empty() || !state.value(&self.gives(case)).trim().is_empty()
    }

    fn gives(&self, case: usize) -> String {
        format!("{}.{case}.donne", self.name)
    }

    fn input(&self, what: &str) -> String {
        format!("{}.{what}", self.name)
    }
}

/// An operation with the signs that expressions write. A comma between two digits
/// is a decimal one, unless the operation reads well as it is: `min(3,5)`.
fn with_signs(typed: &str) -> String {
    let signs = [('×', '*'), ('÷', '/'), ('−', '-')];
    let sign = |c: char| signs.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, written)| *written);
    let written: String = typed.chars().filter(|c| *c != '€').map(sign).collect();
    match expr::syntax::read(&written) {
        Some(_) => written.trim_end().to_owned(),
        None => with_points(written.trim_end()),
    }
}

fn with_points(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let is_decimal = |at: usize| chars[at] == ',' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    (0..chars.len()).map(|at| if is_decimal(at) { '.' } else { chars[at] }).collect()
}
