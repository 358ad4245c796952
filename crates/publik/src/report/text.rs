//! The report in French, for people: Markdown.

use std::fmt::Write;

use kernel::text::count;

use super::{Count, FileState, FormReport, Note, Report, Verdict, Weight};

impl Report {
    /// How many téléservices have this verdict.
    pub fn verdicts(&self, verdict: Verdict) -> usize {
        self.forms.iter().filter(|form| form.verdict == verdict).count()
    }

    /// The whole report, in French.
    pub fn to_markdown(&self) -> String {
        let mut out = String::from("# Import de téléservices Publik\n\n");
        self.summary(&mut out);
        self.common(&mut out);
        self.constructs(&mut out);
        self.sources(&mut out);
        for form in &self.forms {
            form.write(&mut out);
        }
        out
    }

    fn summary(&self, out: &mut String) {
        line(out, &format!("{}\u{a0}:", count(self.forms.len() as u64, "démarche")));
        out.push('\n');
        for (verdict, meaning) in [
            (Verdict::Ready, "elles passent toutes les vérifications"),
            (Verdict::ToCheck, "elles s’ouvrent, des points sont à regarder"),
            (Verdict::ToRedo, "il y manque quelque chose d’essentiel"),
        ] {
            line(out, &format!("- {}\u{a0}: {} ({meaning})", verdict, self.verdicts(verdict)));
        }
        out.push_str("\n| Démarche | Classement | À décider | À vérifier | À savoir |\n|---|---|---|---|---|\n");
        for form in &self.forms {
            let of = |weights: &[Weight]| form.notes.iter().filter(|note| weights.contains(&note.weight)).count();
            let (decide, check, info) = (of(&[Weight::Decide, Weight::Redo]), of(&[Weight::Check]), of(&[Weight::Info]));
            line(out, &format!("| {} | {} | {decide} | {check} | {info} |", cell(&form.title), form.verdict));
        }
    }

    fn common(&self, out: &mut String) {
        out.push_str("\n## Pour toutes les démarches\n\n");
        self.decisions.iter().for_each(|decision| line(out, &format!("- {decision}")));
    }

    fn constructs(&self, out: &mut String) {
        out.push_str("\n## Ce qui est repris\n\n");
        table(out, &self.counts);
        if !self.ignored.is_empty() {
            let names: Vec<String> = self.ignored.iter().map(|(name, times)| format!("{name} ({times})")).collect();
            line(out, &format!("\nRéglages non repris, de présentation surtout\u{a0}: {}.", names.join(", ")));
        }
    }

    fn sources(&self, out: &mut String) {
        let aside: Vec<_> = self.files.iter().filter(|file| file.state != FileState::Read).collect();
        if aside.is_empty() {
            return;
        }
        out.push_str("\n## Fichiers laissés de côté\n\n");
        for file in aside {
            let why = if file.state == FileState::Refused { "refusé" } else { "laissé" };
            line(out, &format!("- {} ({why})\u{a0}: {}", file.name, file.message));
        }
    }
}

impl FormReport {
    fn write(&self, out: &mut String) {
        line(out, &format!("\n## {}\u{a0}: {}\n", self.title, self.verdict));
        line(out, &format!("Fichier {}, circuit «\u{a0}{}\u{a0}», nom «\u{a0}{}\u{a0}».", self.file, self.workflow, self.slug));
        for (weight, title) in
            [(Weight::Redo, "À reprendre"), (Weight::Decide, "À décider"), (Weight::Check, "À vérifier"), (Weight::Info, "À savoir")]
        {
            let notes: Vec<&Note> = self.notes.iter().filter(|note| note.weight == weight).collect();
            if !notes.is_empty() {
                line(out, &format!("\n### {title}\n"));
                notes.iter().for_each(|note| line(out, &format!("- {} ({})\u{a0}: {}", note.place, note.construct, note.message)));
            }
        }
        self.details(out);
    }

    fn details(&self, out: &mut String) {
        if !self.bindings.is_empty() {
            out.push_str("\n### Fonctions à relier\n\n");
            for binding in &self.bindings {
                let role = binding.role.as_ref().map_or_else(|| "rôle inconnu".to_owned(), |role| format!("avant\u{a0}: {role}"));
                line(out, &format!("- {} (`{}`), {role}", binding.label, binding.function));
            }
        }
        if !self.natures.is_empty() {
            out.push_str("\n### Nature des statuts, à vérifier\n\n");
            for guess in &self.natures {
                let doubt = if guess.is_sure { "" } else { " (incertain)" };
                line(out, &format!("- {}\u{a0}: {}{doubt}", guess.label, super::nature(guess.nature, guess.outcome)));
            }
        }
        let serious: Vec<_> = self.findings.iter().filter(|finding| finding.severity > workflow::Severity::Advice).collect();
        if !serious.is_empty() {
            out.push_str("\n### Ce que dit le vérificateur\n\n");
            serious.iter().for_each(|finding| line(out, &format!("- {finding}")));
        }
    }
}

fn table(out: &mut String, counts: &[Count]) {
    out.push_str("| Élément | Tel quel | Changé | Laissé |\n|---|---|---|---|\n");
    counts
        .iter()
        .for_each(|count| line(out, &format!("| {} | {} | {} | {} |", cell(&count.construct), count.as_is, count.changed, count.left)));
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn line(out: &mut String, text: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{text}");
}
