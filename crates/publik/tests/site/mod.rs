//! Forms and workflows made up from a number, always the same.

use publik::SourceFile;

/// Numbers that look drawn at random (Knuth's linear generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    /// One of these, each as often as its weight says.
    fn pick<'a>(&mut self, weighted: &[(usize, &'a str)]) -> &'a str {
        let all: usize = weighted.iter().map(|(weight, _)| weight).sum();
        let mut left = self.roll(all);
        for (weight, one) in weighted {
            if left < *weight {
                return one;
            }
            left -= weight;
        }
        ""
    }
}

/// Types of fields, as often as exports use them.
const FIELDS: &[(usize, &str)] = &[
    (1348, "string"),
    (449, "comment"),
    (394, "item"),
    (134, "subtitle"),
    (133, "computed"),
    (107, "email"),
    (97, "date"),
    (72, "file"),
    (65, "title"),
    (39, "bool"),
    (39, "block:bloc"),
    (39, "text"),
    (26, "items"),
    (10, "numeric"),
    (5, "map"),
];

/// Actions, as often as exports use them.
const ITEMS: &[(usize, &str)] = &[
    (269, "sendmail"),
    (164, "notification"),
    (140, "displaymsg"),
    (68, "register-comment"),
    (63, "webservice_call"),
    (48, "set-backoffice-fields"),
    (12, "create_formdata"),
    (6, "external_workflow_global_action"),
    (33, "commentable"),
    (17, "remove"),
    (11, "create_carddata"),
    (11, "anonymise"),
    (6, "redirect_to_url"),
    (4, "addattachment"),
    (3, "editable"),
    (3, "export_to_model"),
    (1, "dispatch"),
];

const LABELS: [&str; 12] =
    ["Nom", "Rue", "Ville", "Numéro", "Motif", "Remarque", "Référence", "Service", "Lieu", "Heure", "Usage", "Précision"];
const ANSWERS: [&str; 6] = ["Oui", "Non", "Peut-être", "Par courrier", "Au guichet", "En ligne"];

pub fn files(forms: usize, workflows: usize) -> Vec<SourceFile> {
    let mut dice = Dice(2026);
    let file = |name: String, text: String| SourceFile { name, bytes: text.into_bytes() };
    let block = "<block><name>Personne</name><slug>bloc</slug><fields><field><id>1</id><type>string</type><label>Nom</label><varname>nom</varname></field><field><id>2</id><type>date</type><label>Née le</label><varname>ne</varname></field></fields></block>";
    let mail = "<mail-template><name>Suivi</name><slug>suivi</slug><subject>{{ form_name }}</subject><body>Bonjour {{ form_var_nom }},\n{% if form_details %}{{ form_details }}{% endif %}</body></mail-template>";
    let mut files = vec![file("bloc.wcs".into(), block.into()), file("suivi.wcs".into(), mail.into())];
    let source = "<datasource><name>Oui ou non</name><slug>oui_non</slug><data_source><type>jsonvalue</type><value>[{\"id\": \"oui\", \"text\": \"Oui\"}, {\"id\": \"non\", \"text\": \"Non\"}]</value></data_source></datasource>";
    files.push(file("source.wcs".into(), source.into()));
    files.extend((0..workflows).map(|index| file(format!("circuit-{index}.wcs"), workflow(index, &mut dice))));
    files.extend((0..forms).map(|index| file(format!("formulaire-{index}.wcs"), form(index, index % workflows.max(1), &mut dice))));
    files
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn form(index: usize, workflow: usize, dice: &mut Dice) -> String {
    let mut fields = String::new();
    let mut known: Vec<(String, &str)> = Vec::new();
    for page in 0..1 + dice.roll(5) {
        fields
            .push_str(&format!("<field><id>p{page}</id><type>page</type><label>Page {page}</label>{}</field>", condition(dice, &known, 3)));
        for number in 0..4 + dice.roll(14) {
            let name = format!("v{page}_{number}");
            let kind = if page + number == 0 { "string" } else { dice.pick(FIELDS) };
            let name = if page + number == 0 { "nom".to_owned() } else { name };
            fields.push_str(&field(&name, kind, dice, &known));
            known.push((name, kind));
        }
    }
    format!(
        "<formdef id='{index}'><name>Démarche {index}</name><url_name>demarche-{index}</url_name><category>État civil</category><workflow slug='circuit-{workflow}'>Circuit {workflow}</workflow><fields>{fields}</fields><options><option varname='tarif'>{}</option><option varname='choix' type='list'><item>a</item><item>b</item></option><option varname='choix_display'>A, B</option></options></formdef>",
        dice.roll(3) * 5
    )
}

fn field(name: &str, kind: &str, dice: &mut Dice, known: &[(String, &str)]) -> String {
    let label = format!("{} {name}", LABELS[dice.roll(LABELS.len())]);
    let more = match kind {
        "item" | "items" => {
            let first = dice.roll(3);
            let answers: String = ANSWERS[first..first + 3].iter().map(|answer| format!("<item>{answer}</item>")).collect();
            let source = dice.pick(&[
                (12, ""),
                (2, "<data_source><type>absente</type></data_source>"),
                (2, "<data_source><type>oui_non</type><value>reste</value></data_source>"),
                (1, "<data_source><type>jsonvalue</type><value>{{ form_var_nom|json_dumps }}</value></data_source>"),
                (1, "<data_source><type>carddef:fiche</type></data_source>"),
            ]);
            let answers = dice.pick(&[(4, answers.as_str()), (1, "")]).to_owned();
            format!("<items>{answers}</items>{source}")
        }
        "string" => dice
            .pick(&[
                (20, ""),
                (3, "<prefill><type>user</type><value>_last_name</value></prefill>"),
                (3, "<prefill><type>user</type><value>_street</value></prefill>"),
                (1, "<validation><type>digits</type></validation>"),
                (1, "<validation><type>phone-fr</type></validation>"),
                (1, "<validation><type>regex</type><value>[0-9]{2}-[A-Z]+</value></validation>"),
                (1, "<validation>[0-9]*</validation>"),
                (1, "<validation><type>regex</type><value>[A-Z0-9]{2,8}</value></validation>"),
                (1, "<prefill><type>formula</type><value>\"Oui\" if form_var_nom else None</value></prefill>"),
                (1, "<extra_css_class>hidden</extra_css_class><prefill><type>string</type><value>{{ form_var_nom }}</value><locked>True</locked></prefill>"),
            ])
            .to_owned(),
        "computed" => format!("<value_template>{}</value_template>", escaped(&value(dice, known))),
        "block:bloc" => dice.pick(&[(1, ""), (1, "<max_items>4</max_items>")]).to_owned(),
        "numeric" => "<min_value>0</min_value>".to_owned(),
        _ => String::new(),
    };
    let text = match kind {
        "comment" => escaped(&format!("<p>{label} : lisez <b>ceci</b>{}.</p>", dice.pick(&[(9, ""), (1, " {{ form_var_nom }}")]))),
        _ => label,
    };
    let varname = if matches!(kind, "title" | "subtitle" | "comment") { String::new() } else { format!("<varname>{name}</varname>") };
    format!("<field><id>{name}</id><type>{kind}</type><label>{text}</label>{varname}{more}{}</field>", condition(dice, known, 4))
}

/// A condition, one time in `rarity`, on what is known.
fn condition(dice: &mut Dice, known: &[(String, &str)], rarity: usize) -> String {
    if known.is_empty() || dice.roll(rarity) != 0 {
        return String::new();
    }
    format!("<condition><type>django</type><value>{}</value></condition>", escaped(&test(dice, known)))
}

fn test(dice: &mut Dice, known: &[(String, &str)]) -> String {
    let (name, kind) = known[dice.roll(known.len())].clone();
    let answer = ANSWERS[dice.roll(ANSWERS.len())];
    let simple = match kind {
        "item" => match dice.roll(4) {
            0 => format!("form_var_{name} != \"{answer}\""),
            1 => format!("form_var_{name}|lower == \"{}\"", answer.to_lowercase()),
            2 => format!("form_var_{name} in \"Oui, Non\""),
            _ => format!("form_var_{name} == \"{answer}\""),
        },
        "items" => format!("\"{answer}\" in form_var_{name}"),
        "date" => match dice.roll(2) {
            0 => format!("form_var_{name}|date <= today|date"),
            _ => format!("form_var_{name}|age_in_years >= 18"),
        },
        "numeric" => format!("form_var_{name}|add:0 > 3"),
        "string" | "text" => match dice.roll(4) {
            0 => format!("form_var_{name}|length > 3"),
            1 => format!("not form_var_{name}"),
            _ => format!("form_var_{name}"),
        },
        "title" | "subtitle" | "comment" => "form_option_tarif|decimal > 0".to_owned(),
        _ => format!("form_var_{name}"),
    };
    match dice.roll(12) {
        0 => format!("{simple} and form_var_nom"),
        3 => format!("{simple} and 'a' in form_option_choix_raw"),
        1 => format!("{simple} or form_option_tarif"),
        2 => format!("{simple} and form_var_disparue"),
        _ => simple,
    }
}

fn value(dice: &mut Dice, known: &[(String, &str)]) -> String {
    match dice.roll(4) {
        0 => "{{ form_var_nom }} {{ form_option_tarif }}".to_owned(),
        1 => format!("{{% if {} %}}10{{% else %}}20{{% endif %}}", test(dice, known)),
        2 => "{{ today|add_days:10 }}".to_owned(),
        _ => "{{ form_option_tarif|decimal|multiply:2 }}".to_owned(),
    }
}

fn workflow(index: usize, dice: &mut Dice) -> String {
    let count = 4 + dice.roll(8);
    let statuses: String = (0..count).map(|number| status(number, count, dice)).collect();
    let globals = "<action><name>Effacer</name><items><item type='anonymise'/></items><triggers><trigger type='timeout'><anchor>finalized</anchor><timeout>365</timeout></trigger></triggers></action><action><name>Arrêter</name><items><item type='jump'><status>1</status><condition><type>django</type><value>form_status == 'Reçue'</value></condition></item></items><triggers><trigger type='manual'><roles><item role_id='_receiver'/></roles><statuses><statuse>0</statuse><statuse>2</statuse></statuses><require_confirmation>True</require_confirmation></trigger></triggers></action>";
    format!(
        "<workflow id='{index}'><name>Circuit {index}</name><slug>circuit-{index}</slug><roles><role id='_receiver'>Agent traitant</role></roles><backoffice-fields><formdef><fields><field><id>bo1</id><type>string</type><label>Suivi</label><varname>suivi</varname></field></fields></formdef></backoffice-fields><possible_status>{statuses}</possible_status><global_actions>{globals}</global_actions></workflow>"
    )
}

fn status(number: usize, count: usize, dice: &mut Dice) -> String {
    let name = if number == 0 {
        "Reçue".to_owned()
    } else {
        format!("{} {number}", dice.pick(&[(3, "En cours"), (1, "En attente"), (1, "Acceptée"), (1, "Refusée"), (1, "Terminée")]))
    };
    let mut items: String = (0..dice.roll(4)).map(|_| item(dice)).collect();
    let later = |dice: &mut Dice| (number + 1 + dice.roll(count)).min(count - 1);
    if number + 1 < count {
        let next = number + 1;
        let to = later(dice);
        items.push_str(&match dice.roll(8) {
            0 | 1 => format!("<item type='jump'><status>{next}</status></item>"),
            2 => format!("<item type='form'><by><item role_id='_receiver'>_receiver</item></by><varname>f{number}</varname><formdef><fields><field><id>1</id><type>text</type><label>Motif</label><varname>motif</varname></field></fields></formdef></item><item type='jumponsubmit'><status>{next}</status></item>"),
            3 => format!("<item type='jump'><status>{to}</status><timeout>864000</timeout></item><item type='choice'><label>Continuer</label><by><item role_id='_submitter'>_submitter</item></by><status>{next}</status></item>"),
            4 => format!("<item type='jump'><status>{to}</status><condition><type>django</type><value>form_var_nom == \"x\"</value></condition></item><item type='jump'><status>{next}</status></item>"),
            5 => format!("<item type='jump'><status>{to}</status><condition><type>django</type><value>form_workflow_data_appel_response_du &gt; 0</value></condition><mode>immediate</mode></item><item type='jump'><status>{next}</status><mode>immediate</mode></item>"),
            6 => format!("<item type='jump'><status>{to}</status><mode>trigger</mode><trigger>paye</trigger></item><item type='jumponsubmit'><status>{next}</status></item><item type='choice'><label>Avancer</label><by><item role_id='_receiver'/></by><status>{next}</status></item>"),
            _ => format!("<item type='choice'><label>Avancer</label><by><item role_id='_receiver'>_receiver</item></by><status>{next}</status></item><item type='choice'><label>Clore</label><by><item role_id='_receiver'>_receiver</item></by><status>{}</status></item>", count - 1),
        });
    }
    format!("<status><id>{number}</id><name>{name}</name><items>{items}</items></status>")
}

fn item(dice: &mut Dice) -> String {
    let kind = dice.pick(ITEMS);
    let to = dice.pick(&[(2, "_submitter"), (2, "_receiver"), (1, "{{ form_var_nom }}")]);
    let inside = match kind {
        "sendmail" => format!("<to><item role_id='{to}'>{to}</item></to>{}", dice.pick(&[(1, "<mail_template>suivi</mail_template>"), (1, "<subject>{{ form_var_nom }}</subject><body>Bonjour {{ form_var_nom }} {{ form_number }}</body>"), (1, "<subject>Suivi</subject><body>{% if f1_var_motif %}Motif : {{ f1_var_motif }}{% endif %} {{ form_url }}</body>")])),
        "notification" => "<to><item role_id='_submitter'>_submitter</item></to><title>{{ form_name }}</title><body>Suivez votre demande : {{ form_url }}</body>".to_owned(),
        "displaymsg" => "<message>&lt;p&gt;Votre demande avance.&lt;/p&gt;</message>".to_owned(),
        "register-comment" => dice.pick(&[(1, "<comment>Étape faite.</comment>"), (1, "<comment>Pour {{ form_var_nom }}.</comment>")]).to_owned(),
        "webservice_call" => format!("<label>Service {}</label><url>https://exemple.invalid/{}</url><post_data><item><name>nom</name><value>{{{{ form_var_nom }}}}</value></item></post_data>", dice.roll(3), dice.pick(&[(4, "dossier"), (1, "lingo")]))
            + &format!("<varname>appel</varname><action_on_4xx>:stop</action_on_4xx><action_on_5xx>{}</action_on_5xx>", dice.pick(&[(3, ":stop"), (1, "0"), (1, "2"), (1, "3"), (1, "99")])),
        "set-backoffice-fields" => "<fields><field><field_id>bo1</field_id><value>{{ form_var_nom }} suivi</value></field></fields>".to_owned(),
        "create_formdata" => "<formdef_slug>demarche-1</formdef_slug><map_fields_by_varname>True</map_fields_by_varname>".to_owned(),
        "create_carddata" => "<formdef_slug>fiche</formdef_slug>".to_owned(),
        "redirect_to_url" => "<url>https://exemple.invalid</url>".to_owned(),
        "dispatch" => "<dispatch_type>manual</dispatch_type><role_key>_receiver</role_key><role_id>Accueil</role_id>".to_owned(),
        "addattachment" => "<by><item role_id='_receiver'>_receiver</item></by><button_label>Envoyer le fichier</button_label>".to_owned(),
        "editable" | "commentable" => "<by><item role_id='_submitter'>_submitter</item></by>".to_owned(),
        _ => String::new(),
    };
    let condition = dice.pick(&[
        (9, ""),
        (2, "<condition><type>django</type><value>form_var_nom</value></condition>"),
        (1, "<condition><type>django</type><value>form_previous_status == \"Reçue\"</value></condition>"),
    ]);
    format!("<item type='{kind}'>{inside}{condition}</item>")
}
