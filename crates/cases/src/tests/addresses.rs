//! The names that addresses keep for themselves.

use std::collections::BTreeSet;

use super::bench::each;

#[tokio::test]
async fn what_one_does_with_a_draft_is_never_the_name_of_a_page() {
    each(
        |_| (),
        async |space| {
            let routes = space.cases.routes();
            let after = routes.iter().filter_map(|route| route.path.strip_prefix("/brouillons/{draft}/"));
            let taken: BTreeSet<&str> = after.filter_map(|rest| rest.split('/').next()).filter(|name| !name.starts_with('{')).collect();
            assert_eq!(taken, BTreeSet::from(definition::RESERVED_PAGES));
        },
    )
    .await;
}
