//! Renders a receipt of two pages: `cargo run -p documents --example receipt -- receipt.pdf`.

use std::{env, error::Error, fs, time::Instant};

use documents::{Block, Document, Letterhead, Level, render};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: receipt FILE")?;
    let document = receipt()?;
    let start = Instant::now();
    let rendered = render(&document)?;
    let elapsed = start.elapsed();
    fs::write(&path, &rendered.pdf)?;
    println!("{path}: {} pages, {} bytes, {elapsed:.1?}", rendered.pages, rendered.pdf.len());
    Ok(())
}

fn receipt() -> Result<Document, Box<dyn Error>> {
    let mut blocks = decision();
    blocks.extend(answers());
    Ok(Document {
        title: "Accusé de réception de votre demande".into(),
        language: "fr",
        authority: Letterhead {
            name: "Ville de Saint-Aubin-sur-Lys".into(),
            lines: vec!["Service de l’état civil".into(), "1, place de l’Hôtel-de-Ville – 59000 Saint-Aubin-sur-Lys".into(), "Téléphone\u{a0}: 03 20 00 00 00".into()],
            colour: Some([0, 72, 120]),
        },
        created: "2026-11-22T09:30:00Z".parse()?,
        reference: Some("ECN-2026-004217".into()),
        blocks,
        footer: "Ville de Saint-Aubin-sur-Lys – Vos données servent à traiter votre demande. Vous pouvez les consulter et les corriger\u{a0}: dpo@saint-aubin.example.".into(),
    })
}

fn decision() -> Vec<Block> {
    let text = |text: &str| text.to_owned();
    vec![
        Block::Paragraph(text("Bonjour Madame Cœurdevey,")),
        Block::Paragraph(text(
            "Nous avons reçu votre demande de copie d’acte de naissance le 22 novembre 2026 à 10\u{a0}h\u{a0}30. Vous n’avez rien d’autre à faire pour le moment. Nous vous écrivons dès que l’acte est prêt.",
        )),
        Block::Emphasis(text("Code de suivi\u{a0}: K7QM-42XD-9RTA")),
        Block::Heading(Level::Two, text("Ce qui va se passer")),
        Block::Bullets(vec![
            text("Un agent vérifie votre demande sous 3\u{a0}jours ouvrés."),
            text("S’il manque une pièce, vous recevez un message qui dit laquelle. Votre demande attend\u{a0}; elle n’est pas perdue."),
            text("L’acte part par la poste à l’adresse que vous avez donnée."),
        ]),
        Block::Heading(Level::Two, text("Les délais")),
        Block::Paragraph(text(
            "Sans réponse de notre part dans les deux mois, votre demande est refusée. Vous pouvez alors demander au maire de revoir cette décision, ou saisir le tribunal administratif de Lille dans les deux mois qui suivent.",
        )),
        Block::Rule,
        Block::Heading(Level::Two, text("Les pièces reçues")),
        Block::Table {
            caption: text("Pièces jointes à la demande"),
            headers: ["Pièce", "Nom du fichier", "Taille", "Empreinte"].map(text).to_vec(),
            rows: vec![
                ["Pièce d’identité", "carte-identite-recto-verso.pdf", "1,2\u{a0}Mo", "9f86d081884c7d65"].map(text).to_vec(),
                ["Justificatif de domicile", "facture-eau-octobre-2026.jpg", "840\u{a0}ko", "60303ae22b998861"].map(text).to_vec(),
                ["Livret de famille", "livret.pdf", "2,4\u{a0}Mo", ""].map(text).to_vec(),
            ],
        },
    ]
}

fn answers() -> Vec<Block> {
    let pairs = |caption: &str, rows: &[(&str, &str)]| Block::Pairs {
        caption: caption.into(),
        rows: rows.iter().map(|&(label, value)| (label.into(), value.into())).collect(),
    };
    vec![
        Block::Heading(Level::Two, "Vos réponses".into()),
        Block::Heading(Level::Three, "L’acte demandé".into()),
        pairs(
            "",
            &[
                ("Nature de l’acte", "Copie intégrale d’acte de naissance"),
                ("Nombre d’exemplaires", "2"),
                (
                    "Pourquoi demandez-vous cet acte\u{a0}?",
                    "Dossier de mariage à la mairie de Lille.\nLa cérémonie a lieu le 6 février 2027\u{a0}; le dossier doit être complet un mois avant.",
                ),
            ],
        ),
        Block::Heading(Level::Three, "La personne concernée".into()),
        pairs(
            "",
            &[
                ("Nom de naissance", "Cœurdevey"),
                ("Prénoms", "Anaïs, Zoë, Françoise"),
                ("Date de naissance", "14 juillet 1991"),
                ("Lieu de naissance", "Saint-Aubin-sur-Lys"),
                ("Nom du père", "Cœurdevey, Loïc"),
                ("Nom de la mère", "Łukasik, Žofia"),
            ],
        ),
        Block::Heading(Level::Three, "Pour vous joindre".into()),
        pairs(
            "",
            &[
                ("Adresse électronique", "anais.coeurdevey@messagerie-electronique.example"),
                ("Téléphone", "06 12 34 56 78"),
                ("Adresse", "12 bis, rue du Faubourg-des-Postes\nRésidence Les Tilleuls, appartement 34\n59000 Lille"),
            ],
        ),
        Block::Space,
        Block::Paragraph("Gardez ce document. Il prouve la date de votre demande.".into()),
    ]
}
