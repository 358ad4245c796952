//! What cannot be said in our language is replaced by what is safe, and told
//! with the words it had.

use publik::{Import, SourceFile, Weight, import};

const FORM: &str = "<formdef><name>Demande</name><url_name>demande</url_name><workflow slug='c'>c</workflow><fields>
  <field><id>1</id><type>page</type><label>Un</label></field>
  <field><id>2</id><type>string</type><label>Nom</label><varname>nom</varname></field>
  <field><id>3</id><type>page</type><label>Deux</label><condition><type>python</type><value>re.match('a', form_var_nom)</value></condition>
    <post_conditions><post_condition><condition><type>django</type><value>form_var_nom|inconnu</value></condition><error_message>Non</error_message></post_condition></post_conditions></field>
  <field><id>4</id><type>string</type><label>Âge</label><varname>age</varname><condition><type>django</type><value>form_workflow_data_absente == 1</value></condition></field>
  <field><id>5</id><type>chose</type><label>Chose</label><varname>chose</varname></field>
</fields></formdef>";

const CIRCUIT: &str = "<workflow><name>c</name><slug>c</slug><roles><role id='_receiver'>Agent</role></roles><possible_status>
  <status><id>a</id><name>Reçue</name><items>
    <item type='sendmail'><to><item role_id='_submitter'>x</item></to><subject>S</subject><body>Bonjour {{ form_workflow_data_absente }}.</body><condition><type>django</type><value>form_workflow_data_absente</value></condition></item>
    <item type='jump'><status>b</status><condition><type>django</type><value>form_previous_status == 'x'</value></condition></item>
    <item type='jump'><status>b</status><timeout>{{ form_workflow_data_absente }}</timeout></item>
    <item type='add_role'><role_id>r</role_id></item>
  </items></status>
  <status><id>b</id><name>Terminée</name><items/></status>
</possible_status></workflow>";

fn imported() -> Import {
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    import(&[file("demande.wcs", FORM), file("c.wcs", CIRCUIT)])
}

/// The messages of the notes at a place.
fn notes(import: &Import, place: &str) -> Vec<(Weight, String)> {
    let notes = import.report.forms[0].notes.iter().filter(|note| note.place == place);
    notes.map(|note| (note.weight, note.message.clone())).collect()
}

#[test]
fn a_question_is_always_shown_and_its_condition_is_told() {
    let import = imported();
    let form = &import.definitions[0].definition.form;
    assert!(form.pages.iter().all(|page| page.condition.is_none() && page.exit.is_empty()));
    assert!(form.pages.iter().flat_map(|page| &page.fields).all(|field| field.condition.is_none()));
    let page = notes(&import, "Demande › Deux");
    assert!(page.iter().any(|(weight, told)| *weight == Weight::Check
        && told.starts_with("La page est toujours montrée")
        && told.contains("re.match('a', form_var_nom)")));
    assert!(page.iter().any(|(_, told)| told.starts_with("La page se quitte sans ce contrôle") && told.contains("inconnu")));
    assert!(notes(&import, "Demande › Deux › Âge")[0].1.contains("«\u{a0}form_workflow_data_absente\u{a0}» n’existe pas ici"));
    assert_eq!(notes(&import, "Demande › Deux › Chose")[0].0, Weight::Decide);
}

#[test]
fn what_was_automatic_becomes_a_button() {
    let import = imported();
    let workflow = &import.definitions[0].definition.workflow;
    assert!(workflow.automations.is_empty());
    let buttons: Vec<(&str, &str)> =
        workflow.transitions.iter().map(|transition| (transition.label.as_str(), transition.by[0].as_str())).collect();
    assert_eq!(buttons, [("Envoyer le message", "agent"), ("Passer à\u{a0}: Terminée", "agent")]);
    assert!(notes(&import, "c › Reçue › sendmail").iter().any(|(_, told)| told.starts_with("Un agent décide par un bouton")));
    assert!(notes(&import, "c › Reçue › jump").iter().any(|(_, told)| told.contains("Le délai")));
    assert_eq!(notes(&import, "c › Reçue › add_role")[0].0, Weight::Decide);
}

#[test]
fn words_that_are_lost_leave_the_rest_of_the_text() {
    let import = imported();
    let message = import.definitions[0].definition.messages.values().next();
    assert_eq!(message.map(|message| message.body.as_str()), Some("Bonjour ."));
}
