use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::{
    CallFailure, CompiledWorkflow, Effect, EffectSpec, Names, Snapshot, Workflow,
    effects::EFFECTS,
    example::{answers, at, names, officer, permit, scope, slug},
    start, step,
};

/// One example of each effect: what is written, what comes out.
fn samples() -> Vec<(Json, Json)> {
    vec![
        (json!({"do": "anonymise"}), json!({"effect": "anonymise"})),
        (json!({"do": "assign", "to": "actor"}), json!({"effect": "assign", "agent": "luce"})),
        (
            json!({"do": "call_connector", "connector": "erp", "arguments": {"duree": "jours + 1"}, "answer": {"motif": "dossier.motif"},
                   "on_success": "prendre", "on_refused": "accord_tacite"}),
            json!({"effect": "call_connector", "connector": "erp", "arguments": {"duree": 4}, "answer": {"motif": "dossier.motif"},
                   "on_success": "prendre", "on_failure": {"refused": "accord_tacite"}}),
        ),
        (
            json!({"do": "create_record", "record": "place", "values": {"mail": "courriel"}}),
            json!({"effect": "create_record", "record": "place", "values": {"mail": "ana@example.org"}}),
        ),
        (json!({"do": "declare_complete"}), json!({"effect": "declare_complete"})),
        (
            json!({"do": "dispatch", "by": "courriel", "teams": {"ana@example.org": "voirie"}, "otherwise": "accueil"}),
            json!({"effect": "transfer_to_team", "team": "voirie"}),
        ),
        (json!({"do": "document", "template": "arrete"}), json!({"effect": "document", "template": "arrete", "share": false})),
        (
            json!({"do": "extend_deadline", "days": 15, "reason": "Enquête."}),
            json!({"effect": "extend_deadline", "by": {"days": 15}, "reason": "Enquête.", "letter": true}),
        ),
        (json!({"do": "journal", "text": "Vu."}), json!({"effect": "journal", "text": "Vu.", "visible": false})),
        (
            json!({"do": "message", "to": {"function": "instructeur"}, "channels": ["in_app"], "template": "recue"}),
            json!({"effect": "message", "to": {"function": "instructeur"}, "channels": ["in_app"], "template": "recue", "attach": []}),
        ),
        (json!({"do": "set_priority", "level": "high"}), json!({"effect": "set_priority", "level": "high"})),
        (json!({"do": "request_completion", "items": ["Plan"]}), json!({"effect": "request_completion", "items": ["Plan"], "days": null})),
        (
            json!({"do": "request_opinion", "function": "instructeur", "question": "Que dit le plan ?", "days": 10}),
            json!({"effect": "request_opinion", "function": "instructeur", "question": "Que dit le plan ?", "days": 10}),
        ),
        (
            json!({"do": "set_data", "slug": "motif", "value": "'trop ' + 'long'"}),
            json!({"effect": "set_data", "slug": "motif", "value": "trop long"}),
        ),
        (
            json!({"do": "start_case", "teleservice": "signalement", "answers": {"mail": "courriel"}}),
            json!({"effect": "start_case", "teleservice": "signalement", "answers": {"mail": "ana@example.org"}}),
        ),
        (json!({"do": "tag", "tag": "vu"}), json!({"effect": "tag", "tag": "vu"})),
        (
            json!({"do": "transfer", "to": {"authority": "jours > 2 ? 'bron' : 'lyon'"}}),
            json!({"effect": "transfer_to_authority", "authority": "bron"}),
        ),
        (json!({"do": "untag", "tag": "vu"}), json!({"effect": "untag", "tag": "vu"})),
        (
            json!({"do": "update_record", "record": "place", "key": "courriel", "values": {"jours": "jours"}}),
            json!({"effect": "update_record", "record": "place", "key": "ana@example.org", "values": {"jours": 3}}),
        ),
    ]
}

/// The example whose first transition has this one effect.
fn with(effect: &Json) -> Result<CompiledWorkflow, String> {
    let mut workflow: Workflow = permit();
    workflow.transitions[0].effects = vec![serde_json::from_value(effect.clone()).map_err(|error| error.to_string())?];
    let names = Names { connectors: BTreeSet::from([slug("erp")]), ..names() };
    CompiledWorkflow::compile(&workflow, &scope(), &names).map_err(|findings| format!("{findings:?}"))
}

/// What that effect gives when an agent takes a case of three days.
fn outcome(effect: &Json) -> Vec<Effect> {
    let cw = with(effect).unwrap();
    let now = at("2026-05-04T08:00:00Z");
    let snapshot = Snapshot { answers: answers(3), state: start(&cw, &answers(3), now).state };
    let wanted = crate::Move { transition: slug("prendre"), actor: officer(), input: Default::default(), seen_version: 1 };
    step(&cw, &snapshot, &wanted, now).unwrap().effects
}

#[test]
fn every_effect_has_an_example() {
    let named: Vec<_> = samples().iter().map(|(written, _)| written["do"].as_str().unwrap().to_owned()).collect();
    assert_eq!(named, EFFECTS.iter().map(|kind| kind.name).collect::<Vec<_>>());
}

#[test]
fn every_setting_is_described_and_none_that_does_not_exist() {
    for kind in EFFECTS {
        let known: BTreeSet<_> = kind.settings.iter().map(|setting| setting.name.to_owned()).collect();
        let refusal = serde_json::from_value::<EffectSpec>(json!({ "do": kind.name, "couleur": "bleu" })).unwrap_err().to_string();
        let expected: BTreeSet<_> = refusal.split('`').skip(1).step_by(2).skip(1).map(ToOwned::to_owned).collect();
        assert_eq!(known, expected, "{}", kind.name);
    }
}

#[test]
fn every_effect_gives_what_it_says_and_can_be_stored() {
    for (written, expected) in samples() {
        let effects = outcome(&written);
        assert_eq!(serde_json::to_value(&effects).unwrap(), json!([expected]), "{written}");
        assert_eq!(serde_json::from_value::<Vec<Effect>>(json!([expected])).unwrap(), effects);
    }
}

#[test]
fn every_effect_is_written_back_as_it_was_and_refuses_unknown_settings() {
    for (mut written, _) in samples() {
        let spec: EffectSpec = serde_json::from_value(written.clone()).unwrap();
        let again = serde_json::from_value::<EffectSpec>(serde_json::to_value(&spec).unwrap()).unwrap();
        assert_eq!(again, spec);
        written["colour"] = json!("red");
        assert!(serde_json::from_value::<EffectSpec>(written.clone()).is_err(), "{written}");
    }
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    for wrong in [
        json!({"do": "call_connector", "connector": "inconnu"}),
        json!({"do": "call_connector", "connector": "erp", "on_failure": "inconnu"}),
        json!({"do": "call_connector", "connector": "erp", "on_mismatch": "inconnu"}),
        json!({"do": "call_connector", "connector": "erp", "answer": {"inconnue": "a"}}),
        json!({"do": "call_connector", "connector": "erp", "answer": {"motif": "a..b"}}),
        json!({"do": "document", "template": "inconnu"}),
        json!({"do": "extend_deadline", "days": 15}),
        json!({"do": "extend_deadline", "days": 15, "reason": "Enquête.", "template": "inconnu"}),
        json!({"do": "extend_deadline", "reason": "Enquête."}),
        json!({"do": "extend_deadline", "days": 15, "months": 1, "reason": "Enquête."}),
        json!({"do": "journal", "text": " "}),
        json!({"do": "message", "to": "citizen", "template": "recue", "channels": []}),
        json!({"do": "message", "to": {"field": "jours"}, "template": "recue"}),
        json!({"do": "message", "to": {"function": "inconnue"}, "template": "recue"}),
        json!({"do": "message", "to": "citizen", "template": "recue", "attach": ["inconnu"]}),
        json!({"do": "request_completion"}),
        json!({"do": "request_completion", "from": "jours"}),
        json!({"do": "request_opinion", "function": "inconnue"}),
        json!({"do": "request_opinion", "function": "instructeur", "from": "jours"}),
        json!({"do": "set_data", "slug": "inconnue", "value": "1"}),
        json!({"do": "set_data", "slug": "motif", "value": "input.motif"}),
        json!({"do": "transfer", "to": {"authority": "jours"}}),
        json!({"do": "update_record", "record": "place", "key": "jours", "values": {}}),
        json!({"do": "update_record", "record": "place", "values": {"key": "courriel"}}),
    ] {
        assert!(with(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_way_to_fail_without_a_transition_of_its_own_takes_the_usual_one() {
    let effects = outcome(&json!({"do": "call_connector", "connector": "erp", "on_failure": "urgent", "on_refused": "accord_tacite"}));
    let [Effect::CallConnector { on_failure, .. }] = &effects[..] else { panic!("{effects:?}") };
    let told: Vec<_> = on_failure.iter().map(|(failure, transition)| (*failure, transition.as_str())).collect();
    let expected = CallFailure::ALL.map(|(failure, _)| (failure, if failure == CallFailure::Refused { "accord_tacite" } else { "urgent" }));
    assert_eq!(told, expected);
}

#[test]
fn an_authority_that_nothing_gives_is_left_to_the_agents() {
    let nobody = outcome(&json!({"do": "transfer", "to": {"authority": "jours > 2 ? '' : 'lyon'"}}));
    assert!(matches!(&nobody[..], [Effect::Journal { visible: false, .. }]));
}
