//! Files that people send, as they arrive: known for what they are, photos rid
//! of what they tell of their author before anything names them by their content.

use pictures::{Format, Keep};
use tokio::{sync::Semaphore, task::spawn_blocking};
use web::{Failure, StagedFile};

use crate::uploads::media_type;

/// Photos held in memory at the same time, twice each.
static PHOTOS: Semaphore = Semaphore::const_new(4);

/// A file that may be kept.
pub(crate) struct Arrival {
    pub staged: StagedFile,
    /// Its type, as its content tells.
    pub media_type: &'static str,
}

/// What was sent.
#[derive(Default)]
pub(crate) struct Arrivals {
    pub files: Vec<Arrival>,
    /// Those that cannot be kept whatever the question: their field, and a sentence.
    pub refused: Vec<(String, String)>,
}

impl Arrivals {
    /// Looks at what was sent; `keeps_place` says for which fields photos keep their place.
    pub(crate) async fn of(sent: Vec<StagedFile>, keeps_place: impl Fn(&str) -> bool) -> Result<Self, Failure> {
        let mut arrivals = Self::default();
        for mut staged in sent {
            let keep = if keeps_place(&staged.field) { Keep::Place } else { Keep::Nothing };
            let known = match media_type(&staged).await {
                Ok(media_type) => clean(&mut staged, media_type, keep).await?.map(|()| media_type),
                Err(sentence) => Err(sentence),
            };
            match known {
                Ok(media_type) => arrivals.files.push(Arrival { staged, media_type }),
                Err(sentence) => arrivals.refused.push((staged.field.clone(), sentence)),
            }
        }
        Ok(arrivals)
    }
}

/// Takes what a photo tells of its author out of it; a sentence when it cannot be read.
async fn clean(staged: &mut StagedFile, media_type: &str, keep: Keep) -> Result<Result<(), String>, Failure> {
    let Some(format) = format(media_type).filter(|_| staged.size() > 0) else { return Ok(Ok(())) };
    let unreadable = || Failure::fault("a file that was received cannot be read");
    let turn = PHOTOS.acquire().await.map_err(|_| unreadable())?;
    let content = tokio::fs::read(staged.path()).await.map_err(|_| unreadable())?;
    let cleaned = spawn_blocking(move || pictures::clean(&content, format, keep).map(|cleaned| (cleaned != content).then_some(cleaned)));
    match cleaned.await.map_err(|_| unreadable())? {
        Ok(Some(cleaned)) => staged.replace(&cleaned).await?,
        Ok(None) => {}
        Err(pictures::Damaged) => {
            let sentence =
                format!("La photo «\u{a0}{}\u{a0}» est abîmée. Ouvrez-la, enregistrez-la de nouveau, puis choisissez-la.", staged.name);
            return Ok(Err(sentence));
        }
    }
    drop(turn);
    Ok(Ok(()))
}

fn format(media_type: &str) -> Option<Format> {
    match media_type {
        "image/jpeg" => Some(Format::Jpeg),
        "image/png" => Some(Format::Png),
        "image/webp" => Some(Format::Webp),
        "image/heic" => Some(Format::Heic),
        _ => None,
    }
}
