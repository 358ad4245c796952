//! A téléservice whose words would be code.

use definition::{Definition, SignIn};

const CODE: &str = " <script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

/// Code in everything that people read.
pub(crate) fn with_code(definition: &mut Definition) {
    definition.settings.sign_in = SignIn::None;
    definition.title.push_str(CODE);
    definition.summary.push_str(CODE);
    let settings = &mut definition.settings;
    let said = [&mut settings.responder, &mut settings.processing.purpose, &mut settings.processing.legal_basis];
    said.into_iter().chain(&mut settings.after).chain(&mut settings.pieces).for_each(|text| text.push_str(CODE));
    for page in &mut definition.form.pages {
        page.title.push_str(CODE);
        page.intro = Some(CODE.to_owned());
        for field in &mut page.fields {
            field.label.push_str(CODE);
            field.hint = Some(CODE.to_owned());
        }
    }
    for status in &mut definition.workflow.statuses {
        status.citizen_label.push_str(CODE);
        status.agent_label.push_str(CODE);
    }
    for transition in &mut definition.workflow.transitions {
        transition.label.push_str(CODE);
    }
}

/// A page or a mail that says these words, and does nothing else with them.
pub(crate) fn is_shown_as_words(html: &str, at: &str) {
    assert!(html.contains("alert(1)"), "{at} shows the words");
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{at}: {html}");
}
