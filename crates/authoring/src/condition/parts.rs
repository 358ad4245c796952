//! Words for what has no label in the document: the parts of an identity or of an
//! address, what is known of the account and of the request.

use expr::Type;

/// What people read for a part; `None` for those that only programs read.
pub(super) fn label(part: &str) -> Option<&'static str> {
    Some(match part {
        "given_names" => "prénoms",
        "family_name" => "nom",
        "birth_name" => "nom de naissance",
        "birth_date" => "date de naissance",
        "birthplace" => "lieu de naissance",
        "street" => "rue",
        "complement" => "complément",
        "postcode" => "code postal",
        "city" => "ville",
        "commune" => "commune (code INSEE)",
        "label" => "libellé",
        _ => return None,
    })
}

/// What a form knows besides its own answers, among what it may read: name and label.
const OUTSIDE: [(&str, &str); 5] = [
    ("case.authority", "Collectivité"),
    ("case.channel", "Façon de demander"),
    ("citizen.signed_in", "Personne connectée"),
    ("citizen.certified", "Identité vérifiée"),
    ("citizen.birthdate", "Date de naissance du compte"),
];

/// The opinions asked on a case, as the workflow counts them: name and label.
pub(super) const OPINIONS: [(&str, &str); 4] = [
    ("opinions.pending", "Avis attendus"),
    ("opinions.favourable", "Avis favorables"),
    ("opinions.reserved", "Avis avec réserves"),
    ("opinions.unfavourable", "Avis défavorables"),
];

/// The same with their types; those that forms may not read left out.
pub(super) fn outside() -> Vec<(&'static str, &'static str, Type)> {
    let scope = definition::outer_scope();
    let typed = |name: &str| {
        let (record, part) = name.split_once('.')?;
        if let Some(Type::Record(parts)) = scope.get(record) { parts.get(part).cloned() } else { None }
    };
    OUTSIDE.into_iter().filter_map(|(name, label)| Some((name, label, typed(name)?))).collect()
}

/// What people read for one of them.
pub(super) fn outside_label(name: &str) -> Option<&'static str> {
    OUTSIDE.iter().chain(&OPINIONS).find(|(known, _)| *known == name).map(|(_, label)| *label)
}

/// What one of them can be, when there are few: value and label.
pub(super) fn outside_values(name: &str) -> Vec<(String, String)> {
    const CHANNELS: [(&str, &str); 3] = [("online", "En ligne"), ("desk", "Au guichet"), ("phone", "Par téléphone")];
    let known: &[(&str, &str)] = if name == "case.channel" { &CHANNELS } else { &[] };
    known.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect()
}
