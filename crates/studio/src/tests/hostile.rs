//! Whatever is posted or asked for: told, refused or not found; never a fault, and
//! nothing of another space.

use super::bench::{ADA, LEO, SHELF, Shown, WORK, Workshop, at_work};

const GARBAGE: [&str; 12] =
    ["", " ", "null", "[]", "{}", "[1,2", "\u{fffd}é«", "-1", "99999999999999999999", "../../x", "%00%2e%2e", "{\"do\":\"send\"}"];

const STEPS: [&str; 10] = [
    r#"[{"do":"send"},{"do":"send"}]"#,
    r#"[{"do":"fill","page":"nulle-part","values":{"a":1}}]"#,
    r#"[{"do":"fill","page":"demande","values":{"demande":{"a":[null,1e308]}}}]"#,
    r#"[{"do":"press","transition":"accepter","by":"personne"}]"#,
    r#"[{"do":"advance","days":65535},{"do":"advance","hours":65535}]"#,
    r#"[{"do":"answer_completion"}]"#,
    r#"[{"do":"expect_error","field":"demande"}]"#,
    r#"[{"do":"expect","status":"nulle-part","message":"rien"}]"#,
    r#"[{"do":"expect"}]"#,
    r#"[{"do":"inconnu"}]"#,
];

const EDITS: [&str; 14] = [
    r#"{"of":"page","do":"remove","page":"nulle-part"}"#,
    r#"{"of":"page","do":"add","title":""}"#,
    r#"{"of":"page","do":"move","page":"demande","to":{"to":{"after":"nulle-part"}}}"#,
    r#"{"of":"field","do":"remove","field":{"home":{"page":"demande"},"path":["a","b","c"],"slug":"x"}}"#,
    r#"{"of":"field","do":"set_kind","field":{"home":{"page":"demande"},"slug":"demande"},"kind":"nul"}"#,
    r#"{"of":"field","do":"set_settings","field":{"home":{"page":"demande"},"slug":"demande"},"settings":{"a":{"b":[1]}}}"#,
    r#"{"of":"effect","do":"remove","owner":"filed","at":18446744073709551615}"#,
    r#"{"of":"effect","do":"move","owner":{"transition":"nulle-part"},"at":0,"to":9}"#,
    r#"{"of":"status","do":"remove","slug":"recue"}"#,
    r#"{"of":"test","do":"move","at":0,"to":4294967295}"#,
    r#"{"of":"test","do":"remove","at":77}"#,
    r#"{"of":"rename","place":"pages/demande","to":"../../x"}"#,
    r#"{"of":"rename","place":"rien","to":"x"}"#,
    r#"{"of":"transition","do":"remove","slug":"prendre"}"#,
];

/// The pages of a work, by the ends of their addresses.
const PAGES: [&str; 12] = [
    "",
    "/historique",
    "/circuit",
    "/automatisme",
    "/textes",
    "/reglages",
    "/essais",
    "/commentaires",
    "/verifier",
    "/sur/pages/demande",
    "/sur/pages/demande/questions/demande",
    "/ajouter/pages/demande",
];

fn is_told(shown: &Shown, what: &str) {
    assert!((200..500).contains(&shown.status), "{what} answered {}: {}", shown.status, shown.text());
}

async fn proof(shop: &Workshop) -> Shown {
    shop.get(ADA, &format!("{WORK}/commentaires")).await
}

#[tokio::test]
async fn steps_of_a_try_may_be_anything() {
    at_work(async |shop| {
        let (proof, action) = (proof(&shop).await, format!("{WORK}/essayer"));
        let deep = "[".repeat(50_000);
        let long = format!("[{}]", vec![r#"{"do":"advance","days":65535}"#; 2_000].join(","));
        let all = GARBAGE.iter().chain(&STEPS).copied().chain([deep.as_str(), long.as_str()]);
        for steps in all {
            for deed in ["", "remplir", "agir", "envoyer", "garder", "action:accepter:instruction", "action::", "action:x:y:z"] {
                let what = [("_pas", steps), ("_faire", deed), ("_nom", "n"), ("_page", "nulle-part"), ("_transition", "x"), ("_par", "y")];
                let shown = shop.forge(ADA, &proof, &action, &what).await;
                is_told(&shown, &format!("{deed} after {}", steps.chars().take(80).collect::<String>()));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn edits_may_be_anything() {
    at_work(async |shop| {
        let proof = proof(&shop).await;
        for page in PAGES {
            for edit in GARBAGE.iter().chain(&EDITS) {
                for seen in ["1", "-1", "x"] {
                    let shown = shop.forge(ADA, &proof, &format!("{WORK}{page}"), &[("vu", seen), ("edit", edit)]).await;
                    is_told(&shown, &format!("{edit} on {page}"));
                }
            }
            is_told(&shop.get(ADA, &format!("{WORK}{page}")).await, page);
        }
    })
    .await;
}

#[tokio::test]
async fn fields_of_forms_may_be_anything() {
    at_work(async |shop| {
        let proof = proof(&shop).await;
        let names = ["titre", "label", "type", "quoi", "nom", "action", "faire", "etape", "regler", "dit", "place", "jour.day", "depuis"];
        let enormous = "é".repeat(300_000);
        for page in PAGES {
            for garbage in GARBAGE.iter().copied().chain([enormous.as_str()]) {
                let mut typed: Vec<(&str, &str)> = names.iter().map(|name| (*name, garbage)).collect();
                is_told(&shop.forge(ADA, &proof, &format!("{WORK}{page}"), &typed).await, page);
                typed.push(("faire", "garder"));
                is_told(&shop.forge(ADA, &proof, &format!("{WORK}{page}"), &typed).await, page);
            }
        }
        for garbage in GARBAGE.iter().copied().chain([enormous.as_str()]) {
            is_told(&shop.forge(ADA, &proof, SHELF, &[("titre", garbage), ("depuis", garbage)]).await, SHELF);
        }
    })
    .await;
}

#[tokio::test]
async fn places_that_do_not_exist_are_not_found() {
    at_work(async |shop| {
        let places = [
            "rien",
            "pages/rien",
            "pages/demande/questions",
            "pages/demande/questions/x/y/z",
            "actions/accepter/effets/9",
            "depot/effets/-1",
            "essais/0",
            "..%2f..%2fx",
            "%ff%fe",
        ];
        for place in places {
            for path in [format!("{WORK}/sur/{place}"), format!("{WORK}/ajouter/{place}")] {
                let status = shop.get(ADA, &path).await.status;
                assert!([400, 404].contains(&status), "{path} answered {status}");
            }
        }
        for path in [format!("{SHELF}/rien"), format!("{SHELF}/rien/verifier"), format!("{SHELF}/..%2fautre"), format!("{WORK}/rien")] {
            let status = shop.get(ADA, &path).await.status;
            assert!([400, 404].contains(&status), "{path} answered {status}");
        }
        let preview = shop.get(ADA, &format!("{WORK}/apercu/rien")).await;
        assert!(preview.says("L’aperçu n’est pas encore possible"), "{}", preview.text());
    })
    .await;
}

#[tokio::test]
async fn the_work_of_another_space_is_neither_read_nor_written() {
    at_work(async |shop| {
        let theirs = WORK.replace("bron", "villeurbanne");
        let shelf = shop.get(LEO, "/villeurbanne~test/atelier").await;
        shop.press(LEO, &shelf, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
        let presentation = shop.get(LEO, &format!("{theirs}/sur/presentation")).await;
        shop.press(LEO, &presentation, "Enregistrer", &[("titre", "Réserver à Villeurbanne")]).await;

        let proof = proof(&shop).await;
        let remove = r#"{"of":"page","do":"remove","page":"vous"}"#;
        for page in PAGES.iter().chain(&["/essayer", "/apercu/demande"]) {
            let path = format!("{theirs}{page}");
            assert_eq!(shop.get(ADA, &path).await.status, 404, "{path}");
            let typed = [("vu", "2"), ("edit", remove), ("faire", "supprimer"), ("titre", "À moi"), ("_pas", "[]")];
            let status = shop.forge(ADA, &proof, &path, &typed).await.status;
            assert!([404, 405].contains(&status), "{path} answered {status}");
        }
        assert!(!shop.get(ADA, SHELF).await.says("Villeurbanne"));
        let still = shop.get(LEO, &theirs).await;
        assert_eq!(still.find("h1"), ["Réserver à Villeurbanne"]);
        assert!(still.says("Vous joindre"), "{}", still.text());
    })
    .await;
}
