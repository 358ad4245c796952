use serde_json::{Value as Json, json};

use crate::{
    CompiledWorkflow, Severity, Workflow,
    example::{names, permit, scope},
    lint,
};

/// What is said of the example once changed, as « path: severity ».
fn found(change: impl FnOnce(&mut Json)) -> Vec<(String, Severity)> {
    let mut document = serde_json::to_value(permit()).unwrap();
    change(&mut document);
    let workflow: Workflow = serde_json::from_value(document).unwrap();
    lint(&workflow).into_iter().map(|finding| (finding.path, finding.severity)).collect()
}

/// Where compiling the changed example fails.
fn refused(change: impl FnOnce(&mut Json)) -> Vec<String> {
    let mut document = serde_json::to_value(permit()).unwrap();
    change(&mut document);
    let workflow: Workflow = serde_json::from_value(document).unwrap();
    let compiled = CompiledWorkflow::compile(&workflow, &scope(), &names());
    compiled.err().unwrap_or_default().into_iter().map(|finding| finding.path).collect()
}

fn push(document: &mut Json, list: &str, item: Json) {
    document[list].as_array_mut().unwrap().push(item);
}

fn error(path: &str) -> (String, Severity) {
    (path.to_owned(), Severity::Error)
}

#[test]
fn a_sound_workflow_has_nothing_to_correct() {
    assert_eq!(found(|_| ()), []);
    assert_eq!(refused(|_| ()), Vec::<String>::new());
}

#[test]
fn a_status_that_nothing_reaches_is_found() {
    let lost = json!({"slug": "perdu", "citizen_label": "P", "agent_label": "P", "nature": "closed", "outcome": "done"});
    assert_eq!(found(|document| push(document, "statuses", lost)), [error("workflow.statuses.perdu")]);
}

#[test]
fn a_status_without_way_out_is_found() {
    let findings = found(|document| {
        push(document, "statuses", json!({"slug": "piege", "citizen_label": "P", "agent_label": "P", "nature": "in_progress"}));
        push(
            document,
            "transitions",
            json!({"slug": "tomber", "from": ["recue"], "to": "piege", "by": ["instructeur"], "label": "Tomber"}),
        );
        push(document, "transitions", json!({"slug": "sortir", "from": ["piege"], "to": "refusee", "label": "Personne ne peut"}));
    });
    assert_eq!(findings, [error("workflow.statuses.piege"), ("workflow.transitions.sortir".to_owned(), Severity::Warning)]);
}

#[test]
fn a_case_that_would_turn_by_itself_is_found() {
    let findings = found(|document| {
        push(document, "transitions", json!({"slug": "revenir", "from": ["instruction"], "to": "recue", "label": "Revenir"}));
        push(document, "automations", json!({"slug": "aller", "in_status": ["recue"], "transition": "prendre"}));
        push(document, "automations", json!({"slug": "venir", "in_status": ["instruction"], "transition": "revenir"}));
    });
    assert_eq!(findings, [error("workflow.statuses.recue"), error("workflow.statuses.instruction")]);
}

#[test]
fn nobody_can_type_for_an_automation() {
    let refusal = json!({"slug": "tard", "in_status": ["instruction"], "after": {"days": 9}, "transition": "refuser"});
    assert_eq!(found(|document| push(document, "automations", refusal)), [error("workflow.automations.tard")]);
}

#[test]
fn idle_functions_and_missing_outcomes_are_found() {
    let findings = found(|document| {
        push(document, "functions", json!({"slug": "maire", "label": "Maire"}));
        document["statuses"][3].as_object_mut().unwrap().remove("outcome");
    });
    assert_eq!(findings, [("workflow.functions.maire".to_owned(), Severity::Warning), error("workflow.statuses.acceptee")]);
}

#[test]
fn delays_that_never_run_are_found() {
    let never = found(|document| {
        document["legal_clock"]["start"] = json!("completeness");
        document["transitions"][2]["effects"] = json!([]);
        document["automations"][1]["in_status"] = json!(["refusee"]);
    });
    let expected = [error("workflow.automations.relance"), error("workflow.legal_clock"), error("workflow.automations.relance")];
    assert_eq!(never, expected, "a transition that does not start there, a clock never started, a delay in a closed status");
}

#[test]
fn unknown_names_and_wrong_expressions_are_refused_where_they_stand() {
    let paths = refused(|document| {
        document["initial"] = json!("rien");
        document["on_filed"][0]["template"] = json!("rien");
        document["transitions"][0]["by"] = json!(["rien"]);
        document["transitions"][2]["input"] = json!("rien");
        document["transitions"][5]["condition"] = json!("inconnu > 1");
        document["transitions"][6]["effects"][0]["value"] = json!("jours");
        document["automations"][0]["transition"] = json!("rien");
    });
    let expected = [
        "workflow.initial",
        "workflow.on_filed.0.template",
        "workflow.transitions.prendre.by",
        "workflow.transitions.completer.input",
        "workflow.transitions.completer.effects.0.from",
        "workflow.transitions.accepter.condition",
        "workflow.transitions.refuser.effects.0.value",
        "workflow.automations.urgence.transition",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn names_that_serve_twice_are_refused() {
    assert_eq!(
        refused(|document| push(document, "data", json!({"slug": "motif", "label": "Encore", "type": "date"}))),
        ["workflow.data.motif"]
    );
}

#[test]
fn data_that_no_expression_could_name_are_refused() {
    assert_eq!(refused(|document| push(document, "data", json!({"slug": "a-b", "label": "A", "type": "date"}))), ["workflow.data.a-b"]);
}

#[test]
fn unknown_keys_are_refused_when_read() {
    let with = |effect: Json| {
        let mut document = serde_json::to_value(permit()).unwrap();
        push(&mut document, "on_filed", effect);
        serde_json::from_value::<Workflow>(document)
    };
    assert!(with(json!({"do": "tag", "tag": "x"})).is_ok());
    assert!(with(json!({"do": "tag", "tag": "x", "colour": "red"})).is_err());
    assert!(with(json!({"do": "anonymise", "all": true})).is_err());
    assert!(with(json!({"do": "explode"})).is_err());
}

#[test]
fn what_a_case_that_leaves_cannot_wait_for_is_found() {
    let leave = json!({"do": "transfer", "to": {"authority": "'bron'"}});
    let ask = json!({"do": "request_opinion", "function": "instructeur", "question": "Que faire ?"});
    let guarded = |mut effect: Json| {
        effect["when"] = json!("jours > 2");
        effect
    };
    let said = |effects: Json| found(|document| document["transitions"][0]["effects"] = effects);
    assert_eq!(said(json!([leave, ask])), [error("workflow.transitions.prendre.effects.1")]);
    assert_eq!(said(json!([leave, leave])), [error("workflow.transitions.prendre.effects.1")]);
    assert_eq!(said(json!([guarded(leave.clone()), ask])), []);
    assert_eq!(said(json!([guarded(leave.clone()), leave])), []);
    assert_eq!(found(|document| document["on_filed"] = json!([leave, leave])), [error("workflow.on_filed.1")]);
}
