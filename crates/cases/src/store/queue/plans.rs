//! Each list costs its page and no more, whatever has been kept: its statement
//! reads one index per way in, in order, and sorts nothing but the lines of the page.

use db::{Engine, InstanceKey, InstanceTx, Record, Row, Value, record, testing::on_each_engine};
use kernel::{Slug, id::AgentId};

use super::{After, Filter, List, Wanted, statement};

record! { struct Step { detail: String } }

struct Line(String);

impl Record for Line {
    fn read(row: &Row) -> db::Result<Self> {
        row.get("QUERY PLAN").map(Self)
    }
}

/// How the engine would go about it, line by line.
async fn plan(tx: &mut InstanceTx, engine: &Engine, (sql, args): (String, Vec<Value>)) -> Vec<String> {
    match engine {
        Engine::Sqlite { .. } => {
            let steps: Vec<Step> = tx.all(format!("EXPLAIN QUERY PLAN {sql}"), args).await.unwrap();
            steps.into_iter().map(|step| step.detail).collect()
        }
        Engine::Postgres { .. } => {
            // the tables are empty here: what is asked is whether the indexes can answer
            for way in ["seqscan", "bitmapscan", "sort"] {
                tx.execute(format!("SET LOCAL enable_{way} = off"), vec![]).await.unwrap();
            }
            let lines: Vec<Line> = tx.all(format!("EXPLAIN (COSTS OFF) {sql}"), args).await.unwrap();
            lines.into_iter().map(|line| line.0).collect()
        }
    }
}

/// What a list must be read by: this index, this many times.
async fn reads(tx: &mut InstanceTx, engine: &Engine, statement: (String, Vec<Value>), index: &str, times: usize) {
    let sql = statement.0.clone();
    let plan = plan(tx, engine, statement).await;
    let told = format!("{sql}\n{plan:#?}");
    let by_index = plan.iter().filter(|line| line.split([' ', '(']).any(|word| word == index)).count();
    assert_eq!(by_index, times, "{index}: {told}");
    let sorted =
        plan.iter().enumerate().filter(|(_, line)| line.contains("TEMP B-TREE") || line.trim_start_matches([' ', '-', '>']) == "Sort");
    for (index, _) in sorted {
        // the lines of several readings are merged: a page of each, no more
        assert!(index > 0 && plan[index - 1].starts_with("SCAN way"), "{told}");
    }
    let walks = plan.iter().filter(|line| line.contains("Seq Scan on cases") || *line == "SCAN cases").count();
    assert_eq!(walks, 0, "{told}");
    assert!(!sql.to_uppercase().contains("COUNT("), "nothing is counted: {sql}");
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn after(due: Option<&str>) -> After {
    let at = "2026-11-02T08:00:00Z".parse().unwrap();
    After { at, id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)), due: due.map(|due| due.parse().unwrap()) }
}

#[tokio::test]
async fn each_list_reads_one_index_in_order_from_where_the_page_before_ended() {
    let instance = InstanceKey::parse("bron").unwrap();
    on_each_engine(&[crate::MIGRATIONS], async |bench| {
        bench.databases.create(&db::DbKey::Instance(instance.clone())).await.unwrap();
        let mut tx = bench.databases.instance_read(&instance).await.unwrap();
        let day = "2026-11-22".parse().unwrap();
        let none = Filter::default();
        let teleservice = Filter { teleservice: Some(slug("acte-naissance")), ..Filter::default() };
        let waiting = Filter { waiting: true, ..Filter::default() };
        let answered = Filter { answered: true, ..Filter::default() };
        let late = Filter { due_before: Some(day), ..Filter::default() };
        let me = AgentId::from_uuid(uuid::Uuid::from_u128(9));
        let lists = [
            (List::Open, &none, "cases_open", "cases_open_team"),
            (List::Open, &teleservice, "cases_open_teleservice", "cases_open_team_teleservice"),
            (List::Open, &waiting, "cases_asked", "cases_asked_team"),
            (List::Open, &answered, "cases_answered", "cases_answered_team"),
            (List::Open, &late, "cases_due", "cases_due_team"),
            (List::Stopped, &none, "cases_stopped", "cases_stopped_team"),
            (List::Closed, &none, "cases_closed", "cases_closed_team"),
            (List::Closed, &teleservice, "cases_closed_teleservice", "cases_closed_team_teleservice"),
            (List::Matching("perrin".to_owned()), &none, "cases_name", "cases_name_team"),
        ];
        let teams = [slug("accueil"), slug("voirie")];
        for (list, filter, of_all, of_teams) in lists {
            for page in [None, Some(after(filter.due_before.map(|_| "2026-11-02")))] {
                let name = page.map(|_| "perrin camille");
                let all = Wanted { list: list.clone(), sight: None, filter: filter.clone(), after: page, limit: 51 };
                reads(&mut tx, &bench.engine, statement::page(&all, name).unwrap(), of_all, 1).await;
                // her two teams, and no team
                let hers = Wanted { sight: Some(&teams), ..all.clone() };
                reads(&mut tx, &bench.engine, statement::page(&hers, name).unwrap(), of_teams, 3).await;
                if !matches!(list, List::Matching(_)) {
                    let filter = Filter { team: Some(slug("voirie")), ..filter.clone() };
                    reads(&mut tx, &bench.engine, statement::page(&Wanted { filter, ..hers }, name).unwrap(), of_teams, 1).await;
                }
            }
        }
        let number =
            Wanted { list: List::Matching("bron-26-7n2p5j".to_owned()), sight: None, filter: none.clone(), after: None, limit: 51 };
        let found = plan(&mut tx, &bench.engine, statement::page(&number, None).unwrap()).await;
        assert!(found.iter().any(|line| line.contains("sqlite_autoindex_cases_2") || line.contains("cases_reference_key")), "{found:#?}");
        for sight in [None, Some(&teams[..])] {
            let mine = Wanted { list: List::Mine(me), sight, filter: none.clone(), after: Some(after(None)), limit: 51 };
            reads(&mut tx, &bench.engine, statement::page(&mine, None).unwrap(), "cases_assignee", 1).await;
        }
        reads(&mut tx, &bench.engine, statement::next(None), "cases_free", 1).await;
        reads(&mut tx, &bench.engine, statement::next(Some(&teams)), "cases_free_team", 3).await;
    })
    .await;
}

#[test]
fn a_team_that_is_not_hers_gives_nothing() {
    let teams = [slug("accueil")];
    let filter = Filter { team: Some(slug("voirie")), ..Filter::default() };
    assert!(statement::page(&Wanted { list: List::Open, sight: Some(&teams), filter, after: None, limit: 51 }, None).is_none());
}
