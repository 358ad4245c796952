//! Who acts and who receives: roles of w.c.s. as functions of ours.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;
use workflow::{CITIZEN, Function, Recipient};

use super::draft::Draft;
use crate::{
    expression::{Ast, Operand, operand},
    form::Addresses,
    names::{as_slug, slug},
    report::{Binding, Weight},
    template::{self, Node},
    wcs::{FormDef, Item, WorkflowDef},
};

/// The functions, by identifier of role.
#[derive(Debug, Clone, Default)]
pub(crate) struct Functions(BTreeMap<String, Function>);

/// The role that most workflows give the work to.
const RECEIVER: &str = "_receiver";
/// Names of roles that mean the citizen.
const SUBMITTER: [&str; 2] = ["_submitter", "logged-users"];

impl Functions {
    pub fn of(def: &WorkflowDef) -> Self {
        let mut functions = Self::default();
        for (id, label) in &def.roles {
            functions.named(id, label);
        }
        functions
    }

    /// The function of a role, made when it is new.
    pub fn named(&mut self, id: &str, label: &str) -> Slug {
        if let Some(known) = self.0.get(id) {
            return known.slug.clone();
        }
        let label = if label.trim().is_empty() || label == RECEIVER { "Agent chargé de la demande" } else { label.trim() };
        let wished = slug(label);
        let taken = |slug: &Slug| *slug == CITIZEN || self.0.values().any(|function| function.slug == *slug);
        let numbered = (2..).map(|number| as_slug(&format!("{wished}-{number}")));
        let free = std::iter::once(wished.clone()).chain(numbered).find(|slug| !taken(slug)).unwrap_or(wished);
        self.0.insert(id.to_owned(), Function { slug: free.clone(), label: label.to_owned() });
        free
    }

    /// Who does what nobody else is named for.
    pub fn main(&mut self) -> Slug {
        match self.0.get(RECEIVER).or_else(|| self.0.values().next()) {
            Some(function) => function.slug.clone(),
            None => self.named(RECEIVER, ""),
        }
    }

    /// Those that are used, and who had them on the other site.
    pub fn used(self, used: &BTreeSet<Slug>, def: &WorkflowDef, of: &FormDef) -> (Vec<Function>, Vec<Binding>) {
        let roles = of.roles();
        let kept: Vec<_> = self.0.into_iter().filter(|(_, function)| used.contains(&function.slug)).collect();
        let role = |id: &str| {
            roles
                .get(id)
                .map(|role| (*role).to_owned())
                .or_else(|| (!def.roles.contains_key(id) && !id.starts_with('_')).then(|| id.to_owned()))
        };
        let bindings = kept.iter().map(|(id, function)| {
            let named = role(id).map(|named| if named == *id { function.label.clone() } else { named });
            Binding { function: function.slug.clone(), label: function.label.clone(), role: named }
        });
        let bindings = bindings.collect();
        (kept.into_iter().map(|(_, function)| function).collect(), bindings)
    }
}

impl Draft<'_> {
    /// Who may take a way.
    pub fn by(&mut self, roles: &[(String, String)]) -> Vec<Slug> {
        let mut by: Vec<Slug> = Vec::new();
        for (id, label) in roles {
            let who = if SUBMITTER.contains(&id.as_str()) {
                as_slug(CITIZEN)
            } else if id.contains("{{") || id.contains('@') {
                self.ledger.note(
                    "rôle",
                    Weight::Check,
                    &self.place,
                    "Un rôle calculé ne peut pas agir. L’agent chargé de la demande le remplace.",
                );
                self.functions.main()
            } else {
                self.function(id, label)
            };
            if !by.contains(&who) {
                by.push(who);
            }
        }
        by
    }

    /// Whether a role list names the citizen.
    pub fn names_citizen(roles: &[(String, String)]) -> bool {
        roles.iter().any(|(id, _)| SUBMITTER.contains(&id.as_str()))
    }

    /// To whom a message goes.
    pub fn recipients(&mut self, item: &Item) -> Vec<Recipient> {
        let mut recipients: Vec<Recipient> = Vec::new();
        for (id, label) in item.roles("to") {
            let recipient = self.recipient(&id, &label);
            if !recipients.contains(&recipient) {
                recipients.push(recipient);
            }
        }
        recipients
    }

    fn recipient(&mut self, id: &str, label: &str) -> Recipient {
        if SUBMITTER.contains(&id) {
            return Recipient::Citizen;
        }
        if let Some(variable) = only_variable(id) {
            let field = variable.strip_prefix("form_var_").and_then(|varname| self.form.emails.get(varname));
            return match field {
                Some(field) => Recipient::Field(as_slug(field)),
                None => self.computed_recipient(&variable),
            };
        }
        if id.contains('@') {
            self.ledger.note(
                "destinataire",
                Weight::Check,
                &self.place,
                "Une adresse était écrite dans le circuit. Une fonction la remplace\u{a0}: reliez-la à une équipe.",
            );
            return Recipient::Function(self.functions.named("adresse", "Adresse de service"));
        }
        Recipient::Function(self.function(id, label))
    }

    /// An option that holds an address is the instance's; anything else goes to the citizen.
    fn computed_recipient(&mut self, variable: &str) -> Recipient {
        let is_option = matches!(operand(&Ast::Name(variable.to_owned()), &self.names), Ok(Operand::Known(_)));
        if is_option && !self.names.is_absent(variable) {
            self.ledger.note(
                "destinataire",
                Weight::Check,
                &self.place,
                "Une option donnait l’adresse. Une fonction la remplace\u{a0}: reliez-la à une équipe.",
            );
            return Recipient::Function(self.functions.named("adresse", "Adresse de service"));
        }
        self.ledger.note(
            "destinataire",
            Weight::Check,
            &self.place,
            format!("L’adresse «\u{a0}{variable}\u{a0}» n’est pas un champ du formulaire. La personne qui demande reçoit le message."),
        );
        Recipient::Citizen
    }
}

/// `{{ form_var_x }}`: the name.
fn only_variable(template: &str) -> Option<String> {
    if !template.contains("{{") {
        return None;
    }
    match template::parse(template.trim()).ok()?.as_slice() {
        [Node::Print(Ast::Name(name))] => Some(name.clone()),
        _ => None,
    }
}

/// The variables to which the workflow sends mail.
pub(crate) fn addresses(def: &WorkflowDef) -> Addresses {
    let named = def.items().filter(|item| item.kind == "sendmail").flat_map(|item| item.roles("to"));
    let variables = named.filter_map(|(id, _)| only_variable(&id));
    variables.filter_map(|name| name.strip_prefix("form_var_").map(str::to_owned)).collect()
}
