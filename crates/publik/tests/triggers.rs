//! What sets jumps and actions off: modes, delays and what they run from,
//! statuses where a button is offered, archives that are not read.

use publik::{FileState, FormReport, Import, SourceFile, Weight, import};
use workflow::{Automation, Event};

const FORM: &str = "<formdef><name>Demande</name><url_name>demande</url_name><workflow slug='c'>c</workflow><fields>
  <field><type>string</type><label>Prénom</label><varname>prenom</varname><prefill><type>user</type><value>_first_name</value></prefill><id>1</id></field>
</fields></formdef>";

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// A workflow of three statuses; `items` are those of the first.
fn imported(items: &str, actions: &str) -> Import {
    let circuit = format!(
        "<workflow><name>c</name><slug>c</slug><roles><role id='_receiver'>Agent</role></roles><possible_status>
        <status><id>a</id><name>Reçue</name><items>{items}<item type='choice'><label>Avancer</label><by><item role_id='_receiver'/></by><status>b</status></item></items></status>
        <status><id>b</id><name>Étude</name><items><item type='choice'><label>Clore</label><by><item role_id='_receiver'/></by><status>c</status></item></items></status>
        <status><id>c</id><name>Terminée</name><items/></status>
        </possible_status><global_actions>{actions}</global_actions></workflow>"
    );
    import(&[file("demande.wcs", FORM.as_bytes()), file("c.wcs", circuit.as_bytes())])
}

fn automations(import: &Import) -> &[Automation] {
    &import.definitions[0].definition.workflow.automations
}

fn told(report: &FormReport, weight: Weight, words: &str) -> bool {
    report.notes.iter().any(|note| note.weight == weight && note.message.contains(words))
}

fn timed(anchor: &str) -> String {
    format!(
        "<action><id>1</id><name>Relance</name><items><item type='sendmail'><to><item role_id='_submitter'/></to><subject>S</subject><body>Bonjour {{{{ form_user_var_first_name }}}}.</body></item></items>
        <triggers><trigger type='timeout'>{anchor}<timeout>10</timeout></trigger></triggers></action>"
    )
}

#[test]
fn the_mode_of_a_jump_decides_whatever_is_left_of_another() {
    let left = "<trigger>paye</trigger><timeout>864000</timeout>";
    let jump = |mode: &str| imported(&format!("<item type='jump'><status>b</status>{mode}{left}</item>"), "");
    let kind = |import: &Import| automations(import).first().map(|first| (first.after.is_some(), first.on));
    assert_eq!(kind(&jump("<mode>timeout</mode>")), Some((true, None)));
    assert_eq!(kind(&jump("<mode>trigger</mode>")), Some((false, Some(Event::Answered))));
    assert_eq!(kind(&jump("")), Some((false, Some(Event::Answered))), "old exports do not name it");
    assert_eq!(kind(&jump("<mode>immediate</mode>")), None, "nobody stays in the first status");
}

#[test]
fn an_answer_that_never_comes_is_a_button_too() {
    let import = imported("<item type='jump'><status>b</status><mode>trigger</mode><trigger>paye</trigger></item>", "");
    let workflow = &import.definitions[0].definition.workflow;
    let jump = workflow.transitions.iter().find(|transition| transition.slug == automations(&import)[0].transition).unwrap();
    assert_eq!(jump.by, ["agent"]);
}

#[test]
fn a_delay_runs_from_what_it_said() {
    let everywhere = imported("", &timed("<anchor>creation</anchor>"));
    assert_eq!(automations(&everywhere)[0].in_status.len(), 2);
    let there = imported("", &timed("<anchor>latest-arrival</anchor><anchor_status_latest>b</anchor_status_latest>"));
    assert_eq!(automations(&there)[0].in_status, ["etude"]);
    assert!(told(&there.report.forms[0], Weight::Check, "l’entrée dans «\u{a0}Étude\u{a0}»"));
    for anchor in ["finalized", "template"] {
        let over = imported("", &timed(&format!("<anchor>{anchor}</anchor>")));
        assert!(automations(&over).is_empty(), "{anchor}: nothing is sent while the case is open");
        assert!(told(&over.report.forms[0], Weight::Decide, "la fin de la demande"));
    }
}

#[test]
fn what_an_option_turns_off_is_nothing_to_decide() {
    let action = |condition: &str| {
        format!(
            "<action><id>1</id><name>Effacer</name><items><item type='jump'><status>c</status><condition><type>django</type><value>{condition}</value></condition></item></items>
            <triggers><trigger type='timeout'><anchor>finalized</anchor><timeout>0</timeout></trigger></triggers></action>"
        )
    };
    let off = imported("", &action("form_option_effacer"));
    assert!(told(&off.report.forms[0], Weight::Info, "ne fait jamais rien"));
    assert!(!off.report.forms[0].notes.iter().any(|note| note.weight >= Weight::Decide), "{:#?}", off.report.forms[0].notes);
    let asked = imported("", &action("form_var_prenom == 'Ana'"));
    assert!(told(&asked.report.forms[0], Weight::Decide, "la fin de la demande"));
}

#[test]
fn what_the_account_said_is_the_answer_that_it_fills_in() {
    let import = imported("", &timed("<anchor>creation</anchor>"));
    let message = import.definitions[0].definition.messages.values().next().unwrap();
    assert_eq!(message.body, "Bonjour {{ answers.prenom }}.");
}

#[test]
fn a_button_of_some_statuses_stays_there() {
    let action = |statuses: &str| {
        let import = imported(
            "",
            &format!(
                "<action><id>1</id><name>Arrêter</name><items><item type='jump'><status>c</status></item></items>
                <triggers><trigger type='manual'><roles><item role_id='_receiver'/></roles><statuses>{statuses}</statuses></trigger></triggers></action>"
            ),
        );
        let stops = import.definitions[0].definition.workflow.transitions.iter().find(|transition| transition.label == "Arrêter");
        let from = stops.map(|stops| stops.from.iter().map(ToString::to_string).collect::<Vec<_>>());
        (from, told(&import.report.forms[0], Weight::Check, "certains statuts"))
    };
    assert_eq!(action("<statuse>b</statuse>"), (Some(vec!["etude".to_owned()]), false));
    assert_eq!(action("<statuse>_waitpoint_status</statuse>").0.map(|from| from.len()), Some(2));
    assert_eq!(action("<statuse>b</statuse><statuse>disparu</statuse>"), (Some(vec!["etude".to_owned()]), true));
}

#[test]
fn archives_of_another_kind_are_told() {
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    let import = import(&[file("site.tar", &tar), file("site.tar.gz", &[0x1f, 0x8b, 8]), file("forme.json", b"{}")]);
    let states: Vec<FileState> = import.report.files.iter().map(|file| file.state).collect();
    assert_eq!(states, [FileState::Refused, FileState::Refused, FileState::Ignored]);
    assert!(import.report.files[0].message.contains("décompressez-la"));
}

#[test]
fn a_condition_on_the_status_says_where_a_button_is() {
    let import = imported(
        "<item type='register-comment'><comment>Ici.</comment><condition><type>django</type><value>form_status == 'Étude'</value></condition></item>",
        "<action><id>1</id><name>Arrêter</name><items><item type='jump'><status>c</status><condition><type>django</type><value>form_status == 'Étude'</value></condition></item></items>
        <triggers><trigger type='manual'><roles><item role_id='_receiver'/></roles></trigger></triggers></action>",
    );
    let workflow = &import.definitions[0].definition.workflow;
    let stops: Vec<_> = workflow.transitions.iter().filter(|transition| transition.label == "Arrêter").collect();
    assert_eq!(stops.len(), 1);
    assert_eq!((stops[0].from.iter().map(|from| from.as_str()).collect::<Vec<_>>(), &stops[0].condition), (vec!["etude"], &None));
    assert_eq!(workflow.on_filed, [], "in the first status it never holds");
}

#[test]
fn all_that_a_delay_does_is_done_or_offered() {
    let mail = |condition: &str| {
        format!("<item type='sendmail'><to><item role_id='_submitter'/></to><subject>S</subject><body>Bonjour.</body>{condition}</item>")
    };
    let when = |source: &str| format!("<condition><type>django</type><value>{source}</value></condition>");
    let items = [mail(""), mail(&when("form_var_prenom == 'Ana'")), mail(&when("form_workflow_data_absente"))].concat();
    let import = imported(
        "",
        &format!(
            "<action><id>1</id><name>Relance</name><items>{items}</items><triggers><trigger type='timeout'><anchor>creation</anchor><timeout>10</timeout></trigger></triggers></action>"
        ),
    );
    let conditions: Vec<Option<&str>> = automations(&import).iter().map(|one| one.condition.as_deref()).collect();
    assert_eq!(conditions, [None, Some("prenom == 'Ana'")]);
    let offered = import.definitions[0].definition.workflow.transitions.iter().find(|transition| transition.label == "Envoyer le message");
    assert_eq!(offered.map(|transition| transition.by.len()), Some(1), "whoever processes the case decides");
}
