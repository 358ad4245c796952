//! A letter as HTML, from one template file.

use std::sync::LazyLock;

use minijinja::{Environment, UndefinedBehavior, context, value::Serde};

use super::{colour, one_line};
use crate::{Brand, Letter};

/// Escapes whatever is put in, by the name's ending; refuses what is missing.
#[expect(clippy::expect_used, reason = "the template is part of the program, and the tests render it")]
static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.add_template("letter.html", include_str!("../../assets/letter.html")).expect("the template of letters");
    templates
});

/// The letter as an HTML document that needs nothing from outside.
#[expect(clippy::expect_used, reason = "the template names fields that every letter has, and the tests render it")]
pub(super) fn render(letter: &Letter, brand: &Brand) -> String {
    let (colour, ink) = colour::with_ink(&brand.colour);
    let title = one_line(&letter.subject);
    let template = TEMPLATES.get_template("letter.html").expect("the template of letters");
    let letter = Serde(letter);
    template.render(context! { letter, title, provider => brand.name.as_str(), colour, ink }).expect("a letter renders")
}
