//! Files joined to a draft.

use super::{
    browser::{Browser, Chosen, Seen},
    counter::{Counter, each, each_examined, without_account},
    journey::{CONTACT, DATE, PLACE, begun},
};
use crate::{store, tests::antivirus::VIRUS};

const PDF: &[u8] = b"%PDF-1.7\nun devis";

fn devis<'a>(name: &'a str, content: &'a [u8]) -> Chosen<'a> {
    Chosen { field: "devis", name, content }
}

/// A photo as a telephone makes it: it tells with what it was taken.
pub(super) fn photo() -> Vec<u8> {
    let mut content = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(16, 16).write_to(&mut content, image::ImageFormat::Jpeg).unwrap();
    let content = content.into_inner();
    let comment = [&[0xff, 0xfe, 0, 13][..], b"SecretPhone"].concat();
    [&content[..2], &comment, &content[2..]].concat()
}

/// The page that takes a file.
async fn company(browser: &Browser<'_>) -> Seen {
    let place = browser.fill(&begun(browser).await, &DATE).await;
    browser.fill(&place, &[PLACE[0], PLACE[1], PLACE[2], ("entreprise", "oui")]).await
}

/// How many times the instance refers to each file it keeps.
async fn references(counter: &Counter) -> Vec<i64> {
    db::record! { struct Kept { refs: i64 } }
    let mut tx = counter.bench.databases.instance_read(&Counter::instance()).await.unwrap();
    let kept: Vec<Kept> = tx.all("SELECT refs FROM blobs WHERE refs > 0 ORDER BY refs", db::args![]).await.unwrap();
    kept.into_iter().map(|kept| kept.refs).collect()
}

#[tokio::test]
async fn a_file_is_kept_read_again_and_sent() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        // an error elsewhere on the page: the file stays
        let wrong = browser.fill_at(&page, "", &[("nom_entreprise", "")], &[devis("devis signé.pdf", PDF)]).await;
        assert_eq!(wrong.status, 422);
        let file = browser.get(&wrong.link("devis signé.pdf")).await;
        assert_eq!(file.body, PDF);
        assert_eq!(file.headers["content-type"], "application/pdf");
        assert_eq!(file.headers["content-disposition"], "attachment; filename*=UTF-8''devis%20sign%C3%A9.pdf");
        assert_eq!(Browser::new(&counter).get(&file.url).await.status, 404, "a stranger reads nothing");

        let contact = browser.fill(&wrong, &[("nom_entreprise", "Les Bras")]).await;
        let summary = browser.fill(&contact, &CONTACT).await;
        assert!(summary.text().contains("devis signé.pdf"));
        let receipt = browser.fill(&summary, &[]).await;
        counter.work().await;
        let case = browser.get(&receipt.link("Suivre ma demande")).await;
        let piece = browser.get(&case.link("devis signé.pdf")).await;
        assert_eq!(piece.body, PDF);
        assert_eq!(references(&counter).await, [1, 1], "the case refers to the quote and to its receipt, the draft to nothing");
    })
    .await;
}

#[tokio::test]
async fn files_of_a_case_stand_under_titles_and_photos_are_seen() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let photo = photo();
        let photo = devis("rue.jpg", &photo);
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[photo, devis("devis.pdf", PDF)]).await;
        let receipt = browser.fill(&browser.fill(&contact, &CONTACT).await, &[]).await;
        counter.work().await;
        let case = browser.get(&receipt.link("Suivre ma demande")).await;
        let sections = case.find("main section h2");
        assert!(sections.contains(&"Vos pièces".to_owned()) && sections.contains(&"Documents du service".to_owned()), "{sections:?}");
        assert_eq!(case.find("section > dl.summary dt"), ["Devis", "22 novembre 2026"], "{}", case.text());
        assert!(browser.get(&case.link("Accusé de réception")).await.body.starts_with(b"%PDF"));
        let answers = case.find("details a[download]");
        assert_eq!(answers, ["rue.jpg", "devis.pdf"], "files are links among the answers too");
        assert_eq!(case.find("details img[loading=lazy][alt='']").len(), 1, "the photo only");
        let html = String::from_utf8(case.body.clone()).unwrap();
        let seen = html.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(browser.get(seen).await.headers["content-type"], "image/jpeg");
    })
    .await;
}

#[tokio::test]
async fn a_file_taken_away_is_forgotten() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("devis.pdf", PDF)]).await;
        assert_eq!(references(&counter).await, [1]);
        let page = browser.get(&contact.url.replace("contact", "entreprise")).await;
        let remove = page.find("ul.files button").len();
        assert_eq!(remove, 1);
        let body = String::from_utf8(page.body.clone()).unwrap();
        let name = body.split("name=\"_remove.").nth(1).unwrap().split('"').next().unwrap();
        let without = browser.fill(&page, &[(&format!("_remove.{name}"), "1")]).await;
        assert_eq!((without.status, without.find("ul.files li").len()), (200, 0));
        counter.work().await;
        assert!(references(&counter).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_says_why() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let mut page = company(&browser).await;
        let heavy = [PDF, &[b' '; 10_000_001]].concat();
        for (file, words) in [
            (devis("facture.pdf", b"MZ\x90\0 un programme"), "ne contient pas ce que son nom annonce"),
            (devis("page.html", b"<!DOCTYPE html><script>"), "Choisissez un autre format"),
            (devis("lourd.pdf", &heavy), "Choisissez un fichier plus léger"),
            (devis("vide.pdf", b""), "est vide"),
        ] {
            let told = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[file]).await;
            assert_eq!(told.status, 422, "{words}");
            assert!(told.find("#erreurs li").join(" ").contains(words), "{words}: {:?}", told.find("#erreurs li"));
            assert_eq!(told.value("nom_entreprise"), "Les Bras");
            page = told;
        }
        assert!(references(&counter).await.is_empty(), "nothing refused is kept");
        let enormous = vec![b' '; 25_000_001];
        let told = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("enorme.pdf", &enormous)]).await;
        assert_eq!(told.status, 413);
        assert!(told.text().contains("La limite est de 25"), "{}", told.text());
    })
    .await;
}

#[tokio::test]
async fn an_erased_draft_lets_go_of_its_files() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("devis.pdf", PDF)]).await;
        let confirm = browser.get(&contact.link("Supprimer ce brouillon")).await;
        browser.fill(&confirm, &[]).await;
        counter.work().await;
        assert!(references(&counter).await.is_empty());
        let mut tx = counter.bench.databases.platform_read().await.unwrap();
        let id = contact.url.split('/').nth(2).unwrap().parse().unwrap();
        assert!(store::drafts::files(&mut tx, id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_photo_tells_nothing_of_whoever_took_it() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let taken = photo();
        let wrong = browser.fill_at(&page, "", &[("nom_entreprise", "")], &[devis("rue.jpg", &taken)]).await;
        let kept = browser.get(&wrong.link("rue.jpg")).await.body;
        assert_eq!(kept.len(), taken.len() - 15, "the comment is gone");
        assert_eq!(image::load_from_memory(&kept).unwrap(), image::load_from_memory(&taken).unwrap());
        // the same photo again is the same file
        let again = browser.fill_at(&wrong, "", &[("nom_entreprise", "")], &[devis("rue.jpg", &taken)]).await;
        assert_eq!(again.find("ul.files li").len(), 1);
        let damaged = browser.fill_at(&again, "", &[("nom_entreprise", "")], &[devis("autre.jpg", &taken[..20])]).await;
        assert!(damaged.text().contains("La photo « autre.jpg » est abîmée."), "{}", damaged.text());
    })
    .await;
}

#[tokio::test]
async fn a_file_is_read_by_nobody_before_it_is_examined() {
    each_examined(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("devis.pdf", PDF)]).await;
        let page = browser.get(&contact.url.replace("contact", "entreprise")).await;
        assert!(page.text().contains("En cours de vérification"));
        assert!(page.find("ul.files a").is_empty());
        // sending does not wait
        let receipt = browser.fill(&browser.fill(&contact, &CONTACT).await, &[]).await;
        let url = receipt.link("Suivre ma demande");
        let case = browser.get(&url).await;
        assert!(case.text().contains("En cours de vérification"), "{}", case.text());
        counter.work().await;
        let case = browser.get(&url).await;
        assert!(!case.text().contains("En cours de vérification"));
        assert_eq!(browser.get(&case.link("devis.pdf")).await.body, PDF);
    })
    .await;
}

#[tokio::test]
async fn a_virus_is_told_where_its_file_was_and_another_is_asked_for() {
    each_examined(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let infected = [PDF, VIRUS.as_bytes()].concat();
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("devis.pdf", &infected)]).await;
        let before = browser.get(&contact.url.replace("contact", "entreprise")).await;
        counter.work().await;
        assert!(references(&counter).await.is_empty(), "its content is erased");
        let told = browser.get(&before.url).await;
        assert_eq!(told.find("#erreurs li"), ["Ce fichier contenait un virus. Il a été supprimé. Envoyez-en un autre."]);
        assert!(!told.text().contains("devis.pdf"));
        // a page opened before it was known is sent all the same
        let sound = browser.fill_at(&before, "", &[("nom_entreprise", "Les Bras")], &[devis("sain.pdf", PDF)]).await;
        assert_eq!(sound.status, 200, "{}", sound.text());
        let summary = browser.fill(&sound, &CONTACT).await;
        assert!(summary.text().contains("sain.pdf") && !summary.text().contains("devis.pdf"), "{}", summary.text());
        counter.work().await;
        let page = browser.get(&before.url).await;
        assert_eq!(page.find("ul.files a"), ["sain.pdf"]);
    })
    .await;
}

#[tokio::test]
async fn a_virus_found_in_a_case_is_told_there() {
    each_examined(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let page = company(&browser).await;
        let infected = [PDF, VIRUS.as_bytes()].concat();
        let contact = browser.fill_at(&page, "", &[("nom_entreprise", "Les Bras")], &[devis("devis.pdf", &infected)]).await;
        let receipt = browser.fill(&browser.fill(&contact, &CONTACT).await, &[]).await;
        let url = receipt.link("Suivre ma demande");
        counter.work().await;
        let case = browser.get(&url).await;
        assert!(case.text().contains("Ce fichier contenait un virus. Il a été supprimé. Envoyez-en un autre."), "{}", case.text());
        assert!(case.find("a[download]").iter().all(|name| !name.contains("devis")));
    })
    .await;
}
