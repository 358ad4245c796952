//! Who publishes and who hosts: what the legal notice must name.

/// What the deployment says of itself (loi pour la confiance dans l’économie
/// numérique, art. 1-1). The publisher is the Métropole.
#[derive(Debug, Clone)]
pub struct Imprint {
    /// The director of publication, by name or office.
    pub director: String,
    /// The host: name, address, telephone.
    pub host: String,
}

impl Default for Imprint {
    fn default() -> Self {
        Self {
            director: "la personne qui préside la Métropole".to_owned(),
            host: "ce site de démonstration est servi par la machine qui l’exécute".to_owned(),
        }
    }
}
