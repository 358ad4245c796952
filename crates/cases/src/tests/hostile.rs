//! Mails about a téléservice whose words would be code.

use super::{
    bench::{answers, each},
    code::{is_shown_as_words, with_code},
};

#[tokio::test]
async fn labels_that_would_be_code_are_words_in_mails() {
    each(with_code, async |space| {
        space.filed(answers()).await;
        space.work().await;
        let sent = space.mailer.sent();
        assert!(!sent.is_empty());
        for mail in sent {
            is_shown_as_words(&mail.html, &mail.subject);
            assert!(!mail.subject.contains('\n'), "a subject is one line");
        }
    })
    .await;
}
