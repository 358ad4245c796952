//! `guichet routes`.

use serde_json::json;

use super::{Done, say};
use crate::demo::Demonstration;

pub async fn run(as_json: bool) -> Done {
    let folder = std::env::temp_dir().join(format!("guichet-routes-{}", std::process::id()));
    let demonstration = Demonstration::closed(&folder).await?;
    let routes = demonstration.routes();
    let lines: Vec<_> =
        routes.iter().map(|route| (route.site.name(), route.method.as_str(), route.path, route.policy.describe())).collect();
    // the tables are needed to plug the parts, not to list what they answer
    drop(std::fs::remove_dir_all(&folder));
    if as_json {
        let list: Vec<_> = lines
            .iter()
            .map(|(site, method, path, policy)| json!({ "site": site, "method": method, "path": path, "policy": policy }))
            .collect();
        return say(serde_json::Value::from(list));
    }
    lines.into_iter().try_for_each(|(site, method, path, policy)| say(format_args!("{site:<10} {method:<5} {path:<60} {policy}")))
}
