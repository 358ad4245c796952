//! What is written to somebody else than who asks: a landlord, a doctor.

use definition::MessageTemplate;
use serde_json::json;

use super::bench::{answers, each, slug};

#[tokio::test]
async fn somebody_else_is_told_but_receives_no_way_into_the_request() {
    each(
        |definition| {
            let field = json!({ "slug": "proprietaire", "label": "E-mail du propriétaire", "type": "email" });
            definition.form.pages.last_mut().unwrap().fields.push(serde_json::from_value(field).unwrap());
            let message = MessageTemplate { subject: "Un déménagement chez vous".to_owned(), body: "Bonjour.".to_owned(), sms: None };
            definition.messages.insert(slug("voisin"), message);
            for field in ["proprietaire", "courriel"] {
                let effect = json!({ "do": "message", "to": { "field": field }, "template": "voisin" });
                definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
            }
            // their pages are filled in without the new question
            definition.tests.clear();
        },
        async |space| {
            let mut answers = answers();
            answers["proprietaire"] = json!("bailleur@example.org");
            space.filed(answers).await;
            space.work().await;
            let told = space.mailer.sent().into_iter().filter(|mail| mail.subject == "Un déménagement chez vous");
            let mut told: Vec<(String, bool)> = told
                .map(|mail| (mail.to.expose().as_str().to_owned(), mail.text.contains("http") || mail.html.contains("Voir ma demande")))
                .collect();
            told.sort();
            assert_eq!(told, [("ana@example.org".to_owned(), true), ("bailleur@example.org".to_owned(), false)]);
        },
    )
    .await;
}
