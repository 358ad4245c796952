//! The style sheets of the authorities, made from their colours and named by
//! their content, so that browsers may keep them for ever.

use kernel::Slug;
use sha2::{Digest, Sha256};

use crate::model::Authority;

/// The style sheet of one authority.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub authority: Slug,
    /// `bron.1a2b3c4d.css`
    pub file: String,
    pub css: String,
}

impl Sheet {
    pub fn of(authority: &Authority) -> Self {
        let theme = ui::Theme::from_colours(&authority.primary_colour.to_string(), &authority.accent_colour.to_string());
        let css = theme.unwrap_or_default().css();
        let hash: String = Sha256::digest(&css).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { authority: authority.slug.clone(), file: format!("{}.{hash}.css", authority.slug), css }
    }
}
