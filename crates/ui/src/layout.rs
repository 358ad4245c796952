//! The whole HTML document around a page.

use maud::{DOCTYPE, Markup, html};

use crate::{
    Account, Chrome, Frame, Icon, Link, Page, SiteName, Width, asset_href,
    content::{avatar, initials},
    form::CSRF_FIELD,
    icon,
};

/// Renders `page` inside `chrome`.
pub fn layout(page: &Page, chrome: &Chrome) -> String {
    if page.frame == Frame::Stands {
        return bare(page, chrome);
    }
    let markup = html! {
        (DOCTYPE)
        html lang="fr" {
            (head(page, chrome))
            body {
                a.skip href="#contenu" { "Aller au contenu" }
                @if let Some(banner) = &chrome.banner {
                    div.banner role="region" aria-label="Avertissement" {
                        div.wrap {
                            (icon(Icon::Flask)) p { (banner.text) @if let Some(link) = &banner.link { " " (anchor(link)) } }
                        }
                    }
                }
                (header(chrome))
                main #contenu tabindex="-1" {
                    @if let Some(hero) = &page.hero { (hero) }
                    div class=(width_class(page.width)) {
                        @if let Some(back) = &page.back {
                            a.back href=(back.href) { (icon(Icon::ArrowLeft)) (back.label) }
                        }
                        (page.body)
                    }
                }
                @if let Some(link) = &chrome.help { (help(link)) }
                (footer(chrome))
            }
        }
    };
    markup.into_string()
}

/// The page alone, for a frame.
fn bare(page: &Page, chrome: &Chrome) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="fr" {
            (head(page, chrome))
            body.framed { main #contenu tabindex="-1" { div class=(width_class(page.width)) { (page.body) } } }
        }
    };
    markup.into_string()
}

fn head(page: &Page, chrome: &Chrome) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title(page, &chrome.provider.name)) }
            link rel="stylesheet" href=(asset_href("ui.css"));
            @if chrome.site == SiteName::Desk { link rel="stylesheet" href=(asset_href("studio.css")); }
            @if let Some(theme) = &chrome.provider.theme { link rel="stylesheet" href=(theme); }
            link rel="icon" type="image/svg+xml" href=(asset_href("favicon.svg"));
            @for file in ["base.js"].into_iter().chain(page.modules.iter().map(|module| module.file())) {
                script type="module" nonce=(chrome.nonce) src=(asset_href(file)) {}
            }
        }
    }
}

fn title(page: &Page, provider: &str) -> String {
    let prefix = if page.status == 422 { "Erreur\u{a0}: " } else { "" };
    match provider {
        "" => format!("{prefix}{}", page.title),
        provider => format!("{prefix}{} – {provider}", page.title),
    }
}

fn width_class(width: Width) -> &'static str {
    match width {
        Width::Reading => "content reading",
        Width::Narrow => "content narrow",
        Width::Wide => "content wide",
    }
}

fn header(chrome: &Chrome) -> Markup {
    let provider = &chrome.provider;
    html! {
        header.site-header {
            div.wrap {
                a.identity href=(provider.home) {
                    @match &provider.logo {
                        Some(logo) => img.logo src=(logo) alt="" height="44";,
                        None => span.monogram aria-hidden="true" { (initials(&provider.name)) },
                    }
                    span.identity-text {
                        span.identity-name { (provider.name) }
                        @if let Some(baseline) = &provider.baseline { span.baseline { (baseline) } }
                    }
                }
                @if let Some(label) = chrome.site.label() { p.site-name { (label) } }
                div.tools {
                    @match (&chrome.account, &chrome.sign_in) {
                        (Some(account), _) => (account_menu(account)),
                        (None, Some(link)) => a.tool href=(link.href) { (icon(Icon::User)) (link.label) },
                        (None, None) => "",
                    }
                }
                @if !chrome.nav.is_empty() { (navigation(chrome)) }
            }
        }
    }
}

fn navigation(chrome: &Chrome) -> Markup {
    html! {
        nav.main-nav aria-label="Navigation principale" {
            ul {
                @for item in &chrome.nav {
                    li {
                        a href=(item.href) aria-current=[item.current.then_some("page")] {
                            (item.label)
                            @if let Some(count) = item.count { " " span.count { (count) } }
                        }
                    }
                }
            }
        }
    }
}

fn account_menu(account: &Account) -> Markup {
    html! {
        details.account {
            summary {
                (avatar(&account.name))
                span.account-name { (account.name) }
                @if account.unread > 0 {
                    span.count {
                        (account.unread)
                        span.hidden { @if account.unread == 1 { " message non lu" } @else { " messages non lus" } }
                    }
                }
                (icon(Icon::ChevronDown))
            }
            div.account-panel {
                ul { @for link in &account.links { li { (anchor(link)) } } }
                @if let Some(sign_out) = &account.sign_out {
                    form method="post" action=(sign_out.action) {
                        input type="hidden" name=(CSRF_FIELD) value=(sign_out.csrf);
                        button type="submit" { (icon(Icon::LogOut)) "Se déconnecter" }
                    }
                }
            }
        }
    }
}

fn help(link: &Link) -> Markup {
    html! {
        aside.help aria-label="Aide" {
            div.wrap {
                (icon(Icon::LifeBuoy))
                p { strong { "Une question, un blocage\u{a0}?" } " Une personne peut vous aider." }
                a.button.secondary href=(link.href) { (link.label) }
            }
        }
    }
}

fn footer(chrome: &Chrome) -> Markup {
    html! {
        footer.site-footer {
            div.wrap {
                p.footer-name { (chrome.provider.name) }
                @if !chrome.footer.is_empty() {
                    nav aria-label="Pied de page" { ul { @for link in &chrome.footer { li { (anchor(link)) } } } }
                }
            }
        }
    }
}

fn anchor(link: &Link) -> Markup {
    html! { a href=(link.href) { (link.label) } }
}
