//! Files as they are stored: name and content sealed.

use chrono::{DateTime, Utc};
use domain::attachment::{FileName, MediaType};
use uuid::Uuid;

use super::{Attachment, Scan};
use crate::security::keyring::{Column, Keyring};
use crate::store::{StoreError, new_id};

const NAME: Column = Column::new("attachments", "name_enc");
pub(super) const CONTENT: Column = Column::new("attachments", "content_enc");

impl Scan {
    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::NotScanned => "not_scanned",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        let mut all = [Self::Clean, Self::NotScanned].into_iter();
        all.find(|scan| scan.code() == code)
    }
}

/// A file, ready to be stored. Sealing takes a while for a large one, so it is done before a connection is taken.
#[derive(Debug)]
pub struct Sealed {
    pub(super) id: Uuid,
    pub(super) name: Vec<u8>,
    pub(super) kind: MediaType,
    pub(super) size: i32,
    pub(super) content: Vec<u8>,
    pub(super) scan: Scan,
}

impl Sealed {
    /// Seals a file. `None` where its size is none that can be stored: nothing, or over 2 GiB.
    pub fn new(
        keyring: &Keyring,
        name: &FileName,
        kind: MediaType,
        content: &[u8],
        scan: Scan,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let id = new_id(now);
        let size = i32::try_from(content.len()).ok().filter(|size| *size > 0)?;
        Some(Self {
            id,
            name: keyring.seal(NAME, id, name.as_str().as_bytes()),
            kind,
            size,
            content: keyring.seal(CONTENT, id, content),
            scan,
        })
    }
}

pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) draft_id: Uuid,
    pub(super) referral_id: Option<Uuid>,
    pub(super) practice_id: Uuid,
    pub(super) display_name: String,
    pub(super) name_enc: Vec<u8>,
    pub(super) media_type: String,
    pub(super) size: i32,
    pub(super) scan: String,
    pub(super) created_at: DateTime<Utc>,
}

impl Row {
    pub(super) fn open(self, keyring: &Keyring) -> Result<Attachment, StoreError> {
        let kind = MediaType::from_code(&self.media_type);
        let name = keyring.open_text(NAME, self.id, &self.name_enc)?;
        Ok(Attachment {
            id: self.id,
            draft: self.draft_id,
            referral: self.referral_id,
            practice: self.practice_id,
            by: self.display_name,
            name: FileName::clean(&name),
            kind: kind.ok_or(StoreError::Corrupt("attachments.media_type"))?,
            size: u32::try_from(self.size).map_err(|_| StoreError::Corrupt("attachments.size"))?,
            scan: Scan::from_code(&self.scan).ok_or(StoreError::Corrupt("attachments.scan"))?,
            at: self.created_at,
        })
    }
}
