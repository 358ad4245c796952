//! What surrounds the pages of each site: who provides it, where one may go.

use db::Stage;
use territory::Territory;
use ui::{Account, Banner, Chrome, Link, NavItem, Provider, SignOut, SiteName};
use web::{Actor, Ctx, Right, Site};

/// Knows the surroundings of every page.
pub struct Surroundings {
    pub territory: Territory,
    pub is_demo: bool,
}

impl Surroundings {
    /// The surroundings of one page.
    pub fn of(&self, ctx: &Ctx) -> Chrome {
        let mut chrome = Chrome {
            site: site_name(ctx.site()),
            provider: self.provider(ctx),
            account: account(ctx),
            sign_in: sign_in(ctx),
            nonce: ctx.nonce().to_owned(),
            nav: navigation(ctx),
            help: help(ctx),
            footer: footer(ctx),
            banner: None,
        };
        chrome.banner = self.banner(ctx);
        chrome
    }

    /// On the desk, the authority whose instance one works in; the Métropole elsewhere.
    fn provider(&self, ctx: &Ctx) -> Provider {
        let directory = self.territory.directory();
        let authority = match ctx.actor() {
            Actor::Agent(_, pass) => pass.instance.authority.clone(),
            _ => directory.metropole().slug.clone(),
        };
        let provider = directory.provider(&authority);
        let home = match (ctx.site(), ctx.actor()) {
            (Site::Portal, _) => provider.home.clone(),
            (Site::Desk, Actor::Agent(_, pass)) => format!("/{}", pass.instance),
            _ => "/".to_owned(),
        };
        Provider { home, ..provider }
    }

    fn banner(&self, ctx: &Ctx) -> Option<Banner> {
        let is_test = matches!(ctx.actor(), Actor::Agent(_, pass) if pass.instance.stage == Stage::Test);
        if is_test {
            return Some(Banner::of_test_space());
        }
        let mails = ctx.url(Site::Simulators, "/courriels");
        self.is_demo.then(|| Banner {
            text: "Démonstration : données inventées.".to_owned(),
            link: (ctx.site() != Site::Simulators).then(|| Link::new(mails, "Lire les e-mails envoyés")),
        })
    }
}

fn site_name(site: Site) -> SiteName {
    match site {
        Site::Portal => SiteName::Portal,
        Site::Desk => SiteName::Desk,
        Site::Connect => SiteName::Connect,
        Site::Console => SiteName::Console,
        Site::Ops | Site::Simulators | Site::FranceConnect => SiteName::Simulators,
    }
}

fn account(ctx: &Ctx) -> Option<Account> {
    let person = ctx.person()?;
    let links = match ctx.site() {
        Site::Portal => vec![
            Link::new("/mes-demandes", "Mes demandes"),
            Link::new("/notifications", "Notifications"),
            Link::new(ctx.url(Site::Connect, "/compte"), "Mon compte"),
        ],
        Site::Connect => vec![Link::new("/compte", "Mon compte")],
        _ => vec![Link::new(ctx.url(Site::Connect, "/compte"), "Mon compte")],
    };
    let sign_out = Some(SignOut { action: "/deconnexion".to_owned(), csrf: ctx.csrf().to_owned() });
    // what waits for an operator stands beside « Alertes »
    let unread = if ctx.site() == Site::Portal { person.unread } else { 0 };
    Some(Account { name: person.display_name(), links, sign_out, unread })
}

fn sign_in(ctx: &Ctx) -> Option<Link> {
    let path = ctx.uri().path_and_query().map_or("/", |path| path.as_str());
    (ctx.site() == Site::Portal && ctx.person().is_none()).then(|| Link::new(ctx.sign_in_url(path, false), "Se connecter"))
}

fn navigation(ctx: &Ctx) -> Vec<NavItem> {
    let path = ctx.uri().path();
    let item = |href: &str, label: &str| NavItem {
        current: if href == "/" { path == "/" } else { path == href || path.starts_with(&format!("{href}/")) },
        href: href.to_owned(),
        label: label.to_owned(),
        count: None,
    };
    match (ctx.site(), ctx.actor()) {
        (Site::Portal, _) => vec![item("/", "Accueil"), item("/themes", "Démarches"), item("/suivi", "Suivre une demande")],
        (Site::Desk, Actor::Agent(_, pass)) => {
            let base = format!("/{}", pass.instance);
            let mut items =
                vec![NavItem { current: path == base || path.starts_with(&format!("{base}/demandes")), ..item(&base, "Demandes") }];
            items.push(item(&format!("{base}/demarches"), "Démarches"));
            if pass.may(Right::Administer) {
                items.push(item(&format!("{base}/atelier"), "Atelier"));
                items.push(item(&format!("{base}/referentiels"), "Listes"));
                items.push(item(&format!("{base}/connecteurs"), "Connecteurs"));
                items.push(item(&format!("{base}/equipe"), "Équipe"));
            }
            items
        }
        (Site::Console, Actor::Operator(operator)) => vec![
            NavItem { current: path == "/" || path.starts_with("/collectivites"), ..item("/", "Collectivités") },
            NavItem { count: (operator.unread > 0).then_some(operator.unread.into()), ..item("/alertes", "Alertes") },
            item("/partenaires", "Partenaires"),
            item("/services", "Services"),
            item("/accords", "Accords"),
            item("/comptes", "Comptes"),
            item("/travaux", "Travaux"),
        ],
        (Site::Simulators, _) => {
            vec![item("/", "Simulateurs"), item("/courriels", "E-mails"), item("/logiciel", "Logiciel"), item("/horloge", "Horloge")]
        }
        _ => Vec::new(),
    }
}

fn help(ctx: &Ctx) -> Option<Link> {
    match ctx.site() {
        Site::Portal => Some(Link::new("/aide", "Aide")),
        Site::Connect => Some(Link::new(ctx.url(Site::Portal, "/aide"), "Aide")),
        _ => None,
    }
}

fn footer(ctx: &Ctx) -> Vec<Link> {
    let on_portal = |path: &str, label: &str| match ctx.site() {
        Site::Portal => Link::new(path, label),
        _ => Link::new(ctx.url(Site::Portal, path), label),
    };
    let conditions = (ctx.site() == Site::Connect).then(|| Link::new("/conditions", "Conditions d’utilisation"));
    let on_every_site = [
        on_portal("/accessibilite", "Accessibilité : non conforme"),
        on_portal("/mentions-legales", "Mentions légales"),
        on_portal("/donnees-personnelles", "Données personnelles"),
        on_portal("/plan-du-site", "Plan du site"),
        on_portal("/aide", "Aide"),
    ];
    conditions.into_iter().chain(on_every_site).collect()
}
