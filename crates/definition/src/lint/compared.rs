//! Answers that conditions wait for and that their questions do not offer: such a
//! condition never holds, or always does.

use std::collections::BTreeMap;

use expr::{
    Value,
    syntax::{self, Ast, Comparison, Kind},
};
use workflow::Finding;

use super::expressions::{self, Written};
use crate::Definition;

pub(super) fn check(definition: &Definition) -> Vec<Finding> {
    expressions::all(definition).iter().flat_map(of).collect()
}

fn of(written: &Written<'_>) -> Vec<Finding> {
    let (ast, mut compared) = (syntax::read(&written.source), Vec::new());
    ast.iter().for_each(|ast| collect(ast, &BTreeMap::new(), &mut compared));
    let unknown = compared.into_iter().filter_map(|(name, answer)| {
        let question = written.questions.named(&name).filter(|question| !question.has(answer))?;
        let words = answer.replace(['_', '-'], " ");
        Some(Finding::error(
            &written.path,
            format!("La question «\u{a0}{}\u{a0}» n’a pas de réponse «\u{a0}{words}\u{a0}». Choisissez-en une autre.", question.label),
        ))
    });
    unknown.collect()
}

/// What loops name, by the list that they go through.
type Loops = BTreeMap<String, String>;

/// Names with the texts that they are compared with.
fn collect<'a>(ast: &'a Ast, loops: &Loops, compared: &mut Vec<(String, &'a str)>) {
    match &ast.kind {
        Kind::Compare(Comparison::Equal | Comparison::Different, a, b) => {
            for (name, text) in [(a, b), (b, a)] {
                compared.extend(path(name, loops).zip(literal(text)));
            }
        }
        Kind::In(a, b) => {
            let listed = if let Kind::List(items) = &b.kind { items.as_slice() } else { &[] };
            compared.extend(listed.iter().filter_map(|item| path(a, loops).zip(literal(item))));
            compared.extend(path(b, loops).zip(literal(a)));
        }
        Kind::Method(list, _, args) => {
            if let ([Ast { kind: Kind::Name(item), .. }, body], Some(name)) = (args.as_slice(), path(list, loops)) {
                let inner = loops.clone().into_iter().chain([(item.clone(), name)]).collect();
                collect(list, loops, compared);
                return collect(body, &inner, compared);
            }
        }
        _ => {}
    }
    ast.kind.parts().into_iter().for_each(|part| collect(part, loops, compared));
}

fn literal(ast: &Ast) -> Option<&str> {
    if let Kind::Literal(Value::Text(text)) = &ast.kind { Some(text) } else { None }
}

/// What is named: `motif`, `enfants.classe`; an item of a list is named as its list.
fn path(ast: &Ast, loops: &Loops) -> Option<String> {
    match &ast.kind {
        Kind::Name(name) => Some(loops.get(name).unwrap_or(name).clone()),
        Kind::Member(of, name) => Some(format!("{}.{}", path(of, loops)?, name.text)),
        Kind::Index(list, _) => path(list, loops),
        Kind::Method(list, name, _) if name.text == "filter" => path(list, loops),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What is found when this condition stands on a question, beside others.
    fn told(condition: &str) -> Vec<String> {
        let mut definition = crate::from_toml(include_str!("../../tests/fixtures/demenagement.toml")).unwrap();
        let options = json!([{ "value": "eau", "label": "L’eau" }, { "value": "voirie", "label": "La rue" }]);
        let among = json!([{ "slug": "classe", "label": "Classe", "type": "choice", "options": [{ "value": "cp", "label": "CP" }] }]);
        let fields = [
            json!({ "slug": "motif", "label": "Quel motif\u{a0}?", "type": "choice", "options": options }),
            json!({ "slug": "lieux", "label": "Lieux", "type": "choices", "options": options }),
            json!({ "slug": "enfants", "label": "Enfants", "type": "block", "fields": among }),
            json!({ "slug": "suite", "label": "Suite", "type": "text", "condition": condition }),
        ];
        definition.form.pages[0].fields.extend(fields.into_iter().map(|field| serde_json::from_value(field).unwrap()));
        check(&definition).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn an_answer_that_is_not_offered_is_told_by_its_question() {
        let sentence =
            "La question «\u{a0}Quel motif\u{a0}?\u{a0}» n’a pas de réponse «\u{a0}espaces verts\u{a0}». Choisissez-en une autre.";
        assert_eq!(told("motif == 'espaces_verts'"), [sentence]);
    }

    #[test]
    fn every_way_to_compare_is_read() {
        for (condition, found) in [
            ("motif == 'eau' || 'voirie' != motif", 0),
            ("motif == ''", 0),
            ("motif in ['eau', 'gaz', 'bruit']", 2),
            ("'gaz' in lieux && 'eau' in lieux", 1),
            ("!(has(motif) ? motif != 'gaz' : true)", 1),
            ("enfants.exists(e, e.classe == 'cp')", 0),
            ("enfants.filter(e, e.classe == 'ce1').exists(e, e.classe == 'ce2')", 2),
            ("enfants[0].classe == 'ce1'", 1),
            ("suite_inconnue == 'gaz'", 0),
        ] {
            assert_eq!(told(condition).len(), found, "{condition}: {:?}", told(condition));
        }
    }

    #[test]
    fn what_agents_are_asked_is_read_too() {
        let mut definition = crate::from_toml(include_str!("../../tests/fixtures/demenagement.toml")).unwrap();
        let cause = json!({ "slug": "cause", "label": "Cause", "type": "choice", "options": [{ "value": "tard", "label": "Trop tard" }] });
        definition.inputs.insert("choix".parse().unwrap(), vec![serde_json::from_value(cause).unwrap()]);
        let transition = &mut definition.workflow.transitions[0];
        transition.input = Some("choix".parse().unwrap());
        let effect = json!({ "do": "journal", "text": "Vu.", "when": "input.cause == 'tot'" });
        transition.effects = vec![serde_json::from_value(effect).unwrap()];
        let at = format!("workflow.transitions.{}.effects.0", transition.slug);
        assert_eq!(check(&definition).into_iter().map(|finding| finding.path).collect::<Vec<_>>(), [at]);
    }
}
