//! Questions of one name on pages that are not shown together, and requests
//! opened in another form.

use definition::Compiled;
use publik::{Import, SourceFile, Weight, import};
use workflow::EffectSpec;

const FORM: &str = "<formdef><name>Salle</name><url_name>salle</url_name><workflow slug='c'>c</workflow><fields>
  <field><type>page</type><label>Ordre</label><id>1</id></field>
  <field><type>item</type><label>Ordre</label><varname>ordre</varname><items><item>Date</item><item>Salle</item></items><id>2</id></field>
  <field><type>page</type><label>Par date</label><condition><type>django</type><value>form_var_ordre == 'Date'</value></condition><id>3</id></field>
  <field><type>string</type><label>Salle libre</label><varname>salle</varname><id>4</id></field>
  <field><type>page</type><label>Par salle</label><condition><type>django</type><value>form_var_ordre == 'Salle'</value></condition><id>5</id></field>
  <field><type>string</type><label>Salle voulue</label><varname>salle</varname><id>6</id></field>
  <field><type>page</type><label>Suite</label><condition><type>django</type><value>form_var_salle == 'Grande salle'</value></condition><id>7</id></field>
  <field><type>string</type><label>Traiteur</label><varname>traiteur</varname><id>8</id></field>
</fields></formdef>";

const SHUTTLE: &str = "<formdef><name>Navette</name><url_name>navette</url_name><workflow slug='c'>c</workflow><fields>
  <field><type>string</type><label>Salle</label><varname>salle</varname><id>1</id></field>
  <field><type>string</type><label>Heure</label><varname>heure</varname><id>2</id></field>
</fields></formdef>";

fn imported(more: &str) -> Import {
    let circuit = format!(
        "<workflow><name>c</name><slug>c</slug><roles><role id='_receiver'>Agent</role></roles><possible_status>
        <status><id>a</id><name>Reçue</name><items>
          <item type='sendmail'><to><item role_id='_submitter'/></to><subject>S</subject><body>Salle : {{{{ form_var_salle|upper }}}}</body></item>
          <item type='create_formdata'><formdef_slug>navette</formdef_slug><map_fields_by_varname>True</map_fields_by_varname><mappings/>{more}</item>
          <item type='choice'><label>Clore</label><by><item role_id='_receiver'/></by><status>b</status></item>
        </items></status>
        <status><id>b</id><name>Terminée</name><items/></status></possible_status></workflow>"
    );
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    import(&[file("salle.wcs", FORM), file("navette.wcs", SHUTTLE), file("c.wcs", &circuit)])
}

#[test]
fn the_answer_that_is_there_counts() {
    let import = imported("");
    let definition = &import.definitions[0].definition;
    assert!(Compiled::new(definition.clone()).is_ok(), "{:#?}", import.report.forms[0].findings);
    let after = definition.form.pages.iter().find(|page| page.slug == "suite").unwrap();
    assert_eq!(after.condition.as_deref(), Some("(has(salle_2) ? salle_2 : salle) == 'Grande salle'"));
    let message = definition.messages.values().next().unwrap();
    assert_eq!(message.body, "Salle : {{ (answers.salle_2 or answers.salle) | upper }}");
}

#[test]
fn answers_of_one_name_follow_into_the_other_form() {
    let import = imported("");
    let started = import.definitions[0].definition.workflow.effects().find_map(|effect| match effect {
        EffectSpec::StartCase(start) => Some(start.clone()),
        _ => None,
    });
    let started = started.unwrap();
    assert_eq!(started.answers.into_iter().collect::<Vec<_>>(), [("salle".to_owned(), "(has(salle_2) ? salle_2 : salle)".to_owned())]);
    let draft = imported("<draft>True</draft>");
    assert!(!draft.definitions[0].definition.workflow.effects().any(|effect| matches!(effect, EffectSpec::StartCase(_))));
    let told = draft.report.forms[0].notes.iter().any(|note| note.weight == Weight::Decide && note.message.contains("brouillon"));
    assert!(told, "nothing is filed in her name without her");
}

#[test]
fn what_a_block_checks_is_checked_or_told() {
    let block = "<block><name>Séjour</name><slug>sejour</slug><post_conditions><post_condition><condition><type>django</type><value>block_var_debut &lt;= block_var_fin</value></condition><error_message>La fin vient après.</error_message></post_condition></post_conditions><fields>
      <field><type>date</type><label>Début</label><varname>debut</varname><id>1</id></field><field><type>date</type><label>Fin</label><varname>fin</varname><id>2</id></field></fields></block>";
    let form = |most: &str| {
        format!("<formdef><name>Séjour</name><url_name>sejour</url_name><fields><field><type>page</type><label>Séjour</label><id>1</id></field>
          <field><type>bool</type><label>Je pars</label><varname>part</varname><id>2</id></field>
          <field><type>block</type><block_slug>sejour</block_slug><label>Le séjour</label><varname>sejour</varname>{most}<condition><type>django</type><value>form_var_part</value></condition><id>3</id></field></fields></formdef>")
    };
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let imported = |most: &str| import(&[file("sejour.wcs", &form(most)), file("bloc.wcs", block)]);
    let once = imported("");
    let exit = &once.definitions[0].definition.form.pages[0].exit[0];
    assert_eq!((exit.condition.as_str(), exit.message.as_str()), ("part == null || !part || debut <= fin", "La fin vient après."));
    assert!(Compiled::new(once.definitions[0].definition.clone()).is_ok());
    let several = imported("<max_items>3</max_items>");
    assert!(several.report.forms[0].notes.iter().any(|note| note.weight == Weight::Check && note.message.contains("La fin vient après.")));
}
