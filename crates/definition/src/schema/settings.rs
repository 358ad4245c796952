//! Settings.

use serde_json::{Value as Json, json};

use super::build::{count, list, object, one_of, slug, tagged, text};

pub(super) fn settings() -> Json {
    let day = json!({ "type": "string", "format": "date" });
    object(
        &["themes", "responder", "competence", "sign_in", "minutes", "processing"],
        json!({
            "themes": list(slug()),
            "life_events": list(slug()),
            "audience": list(one_of(&["individuals", "associations", "companies"])),
            "keywords": list(text()),
            "responder": text(),
            "competence": tagged("kind", &[
                ("instance", &[], json!({})),
                ("by_place", &["category", "place"], json!({ "category": text(), "place": text() })),
            ]),
            "sign_in": one_of(&["none", "account", "certified"]),
            "opening": object(&[], json!({ "from": day, "to": day })),
            "pieces": list(text()),
            "minutes": count(255),
            "fees": text(),
            "after": list(text()),
            "processing": processing(),
            "drafts_days": count(65_535),
        }),
    )
}

fn processing() -> Json {
    object(
        &["purpose", "legal_basis", "recipients", "retention_months"],
        json!({
            "purpose": text(), "legal_basis": text(), "recipients": list(text()), "retention_months": count(65_535), "sensitive_days": count(65_535), "controller": text(),
        }),
    )
}
