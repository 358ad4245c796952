use db::testing::on_each_engine;
use web::Site;

use super::{house::Console, seeded};
use crate::MIGRATIONS;

#[tokio::test]
async fn addresses_are_completed_for_who_writes_them() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let anybody = Console::of(&seeded(&bench).await, &bench, false);
        let found = anybody.get(Site::Portal, "/recherche/adresses?q=24%20rue%20piz").await;
        assert_eq!(found.status, 200);
        let found: serde_json::Value = serde_json::from_str(&found.body).unwrap();
        assert_eq!(found[0]["label"], "24 Rue Pizay, 69001 Lyon");
        let fill = &found[0]["fill"];
        assert_eq!((&fill["street"], &fill["postcode"], &fill["commune"]), (&"24 Rue Pizay".into(), &"69001".into(), &"69123".into()));
        assert_eq!(fill["found"], found[0]["value"]);
        let near = format!("/recherche/adresse-proche?lat={}&lon={}", fill["lat"], fill["lon"]);
        assert!(anybody.get(Site::Portal, &near).await.body.contains(r#""label":"24 Rue Pizay, 69001 Lyon","town":"Lyon""#));
        let far = anybody.get(Site::Portal, "/recherche/adresse-proche?lat=0&lon=0").await;
        assert_eq!((far.status, far.body.as_str()), (200, r#"{"label":"","town":""}"#));
        for hostile in ["/recherche/adresse-proche", "/recherche/adresse-proche?lat=NaN&lon=1", "/recherche/adresse-proche?lat=91&lon=1"] {
            assert_eq!(anybody.get(Site::Portal, hostile).await.status, 404, "{hostile}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_map_is_drawn_square_by_square() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let anybody = Console::of(&seeded(&bench).await, &bench, false);
        let tile = anybody.get(Site::Portal, "/carte/11/1051/730").await;
        assert_eq!(tile.status, 200);
        assert!(tile.body.starts_with("<svg") && tile.body.contains("</text>"), "{}", tile.body);
        for outside in ["/carte/2/4/0", "/carte/20/0/0", "/carte/300/0/0", "/carte/1/-1/0", "/carte/a/b/c", "/carte/40/4294967295/1"] {
            assert_eq!(anybody.get(Site::Portal, outside).await.status, 404, "{outside}");
        }
    })
    .await;
}
