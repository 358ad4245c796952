//! A table that contradicts itself serves nothing.

use db::testing::on_each_engine;

use super::house;
use crate::{Method, Outcome, Policy, Right, Route, Site, TableError, redirect, route, table};

async fn home() -> Outcome<crate::Answer> {
    Ok(redirect("/"))
}

fn line(site: Site, method: Method, path: &'static str, policy: Policy) -> Route {
    route(site, method, path, policy, (), home)
}

#[test]
fn each_contradiction_is_named() {
    use Policy::{Agent, Loopback, Public};
    let get = |path, policy| line(Site::Portal, Method::Get, path, policy);
    let error = |routes: Vec<Route>| table::check(&routes).unwrap_err();

    let twice = error(vec![get("/a/{x}", Public), get("/a/{y}", Public)]);
    assert_eq!(twice, TableError::Twice("portal GET /a/{y}".to_owned()));
    let names = error(vec![get("/a/{x}/b", Public), line(Site::Portal, Method::Post, "/a/{y}/b", Public)]);
    assert_eq!(names, TableError::Names("portal POST /a/{y}/b".to_owned()));
    let nowhere = error(vec![get("/cases", Agent(Right::Process))]);
    assert_eq!(nowhere, TableError::NoInstance("portal GET /cases".to_owned()));
    let open = error(vec![get("/clock", Loopback)]);
    assert_eq!(open, TableError::Loopback("portal GET /clock".to_owned()));
}

#[tokio::test]
async fn what_looks_alike_but_differs_is_served() {
    on_each_engine(&[], async |bench| {
        let routes = vec![
            line(Site::Portal, Method::Get, "/a/{x}", Policy::Public),
            line(Site::Portal, Method::Post, "/a/{x}", Policy::Public),
            line(Site::Desk, Method::Get, "/a/{y}", Policy::Public),
            line(Site::Portal, Method::Get, "/a/b", Policy::Public),
            line(Site::Desk, Method::Get, "/{instance}/b", Policy::Agent(Right::Process)),
            line(Site::Ops, Method::Get, "/clock", Policy::Loopback),
        ];
        house::web(&bench, house::sites(), None, routes);
    })
    .await;
}
