//! Every route, asked by everybody, with the identifiers of others: nobody
//! learns or changes anything of somebody else's, and nothing breaks.

mod planted;
mod role;
mod table;

use crate::place::Place;
use crate::probe::{Demo, Page, Result, odd};
use planted::{CANARY, Planted};
use role::{ROLES, Role, Visitor};
use table::{Identifiers, Route};

/// The sites where somebody's data are shown. The simulators show what left,
/// to whoever reaches them: they are no part of a deployment.
const SITES: [&str; 4] = ["portal", "desk", "connect", "console"];

#[test]
fn nobody_reaches_what_is_not_hers() -> Result<()> {
    let place = Place::new()?;
    let routes = table::read()?;
    let demo = place.start(&[])?;
    assert!(
        ["bron", "lyon"].iter().all(|name| demo.instances().any(|instance| instance == *name)),
        "two communes with a space of their own"
    );
    let mut planted = Planted::new(&demo)?;
    let mut visitors = ROLES.iter().map(|role| Visitor::arrive(&demo, *role)).collect::<Result<Vec<_>>>()?;
    for identifiers in [planted.identifiers(), Identifiers::random()] {
        for visitor in &mut visitors {
            routes.iter().try_for_each(|route| ask(&demo, visitor, route, &identifiers))?;
        }
    }
    let lyon = visitors.iter_mut().find(|visitor| visitor.role == Role::AgentOfLyon);
    let lyon = lyon.ok_or_else(|| odd("nobody is of Lyon"))?;
    for route in routes.iter().filter(|route| route.policy.starts_with("agent:") && route.path.contains("{case}")) {
        through_her_own(&demo, lyon, route, &planted)?;
    }
    // the same case, for those whose it is: what was refused exists, and nothing was changed
    planted.is_seen_by_its_owner()
}

/// One request, and what its answer must be.
fn ask(demo: &Demo, visitor: &mut Visitor, route: &Route, identifiers: &Identifiers) -> Result<()> {
    let url = format!("{}{}", demo.site(&route.site), route.path_with(identifiers)?);
    let page = if route.is_post() { post(visitor, route, &url)? } else { visitor.browser.get(&url)? };
    let what = format!("{} {url} by {:?}: {}", route.method, visitor.role, page.status);
    assert!(page.status < 500, "{what}: {}", page.said());
    if !visitor.role.may(&route.policy) {
        assert!(is_refusal(&page, visitor.role, route), "{what} is no refusal (leads to {:?})", page.location());
    } else if route.is_post() && route.is_for_people() && !is_tried_in_earnest(visitor, route) {
        assert!((400..500).contains(&page.status), "{what}: a form that is not ours was taken");
    }
    let is_hers = visitor.role == Role::AgentOfBron && route.site == "desk";
    if SITES.contains(&route.site.as_str()) && !is_hers {
        assert!(!page.html.contains(CANARY), "{what} shows somebody else's data");
        assert!(
            !route.names_what_is_hers() || is_refusal(&page, visitor.role, route),
            "{what} is no refusal (leads to {:?})",
            page.location()
        );
    }
    Ok(())
}

/// With the token of the visitor's own pages where she is somebody else's
/// enemy; without one where the route is hers, so that nothing is done.
fn post(visitor: &mut Visitor, route: &Route, url: &str) -> Result<Page> {
    let token = if is_tried_in_earnest(visitor, route) { visitor.token(&route.site) } else { String::new() };
    visitor.browser.post(url, &[("_csrf".to_owned(), token)])
}

fn is_tried_in_earnest(visitor: &Visitor, route: &Route) -> bool {
    !visitor.role.may(&route.policy) || (route.policy == "public" && route.path.contains('{'))
}

/// Nobody is sent to sign in; others are told that there is nothing here for
/// them, or that they have guessed enough.
fn is_refusal(page: &Page, role: Role, route: &Route) -> bool {
    let signs_in = page.location().is_some_and(|to| to.contains("/connexion"));
    match role {
        Role::Nobody if route.policy != "public" && !route.is_post() => signs_in,
        Role::Nobody => matches!(page.status, 401 | 403 | 404 | 429),
        _ => matches!(page.status, 403 | 404 | 429),
    }
}

/// The identifiers of Bron's case, under the name of Lyon's instance.
fn through_her_own(demo: &Demo, lyon: &mut Visitor, route: &Route, planted: &Planted) -> Result<()> {
    let identifiers = planted.identifiers().with("instance", "lyon");
    let url = format!("{}{}", demo.site(&route.site), route.path_with(&identifiers)?);
    let token = lyon.token(&route.site);
    let page = if route.is_post() { lyon.browser.post(&url, &[("_csrf".to_owned(), token)])? } else { lyon.browser.get(&url)? };
    assert!((400..500).contains(&page.status), "{} {url}: {}", route.method, page.status);
    assert!(!page.html.contains(CANARY), "{url} shows a case of Bron");
    Ok(())
}
