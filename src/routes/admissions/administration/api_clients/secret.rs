//! `/admissions/api-clients/{id}/secret`: a new secret, on the one page that ever shows it.

use actix_web::HttpResponse;
use actix_web::web::Path;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use templates::admissions::administration::api_client as pages;
use uuid::Uuid;

use super::one::{change, stale};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::randomness;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::keyring::Keyring;
use crate::security::permissions::Action;
use crate::store::api_clients::{self, OVERLAP};

/// What scanners for secrets that were published by mistake know ours by.
const PREFIX: &str = "inpatient_referral_";

/// A secret that nobody has seen yet: 256 random bits.
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub fn generate() -> Self {
        let random = URL_SAFE_NO_PAD.encode(randomness::bytes::<32>());
        Self(format!("{PREFIX}{random}"))
    }

    /// What is stored of it.
    pub fn hash(&self, keyring: &Keyring) -> [u8; 32] {
        keyring.token_hash(&self.0)
    }

    /// The page that shows it, and until when the one before works.
    pub fn page(
        &self,
        context: &Context,
        staff: &Staff,
        (name, id): (&str, Uuid),
        previous_until: Option<&str>,
    ) -> HttpResponse {
        respond::page(pages::secret(&pages::Secret {
            frame: staff.frame(context),
            name,
            id: &id.to_string(),
            secret: &self.0,
            token_address: &context.app.config.link("/oauth2/token"),
            previous_until,
        }))
    }
}

/// Makes a new secret; the one before works for a week more. Sent again, the form makes none, since it is about the client before.
pub async fn submit(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let change = change(&context, &staff, *id, &form)?;
    let (keyring, secret) = (&context.app.keyring, Secret::generate());
    let hash = secret.hash(keyring);
    let made = context
        .db(async |conn| {
            let client = api_clients::get(conn, keyring, *id, context.now).await?;
            api_clients::rotate(conn, &hash, change).await?;
            Ok(client)
        })
        .await;
    match made {
        Ok(client) => {
            let until = words::moment(context.now + OVERLAP);
            Ok(secret.page(&context, &staff, (&client.name, *id), Some(&until)))
        }
        Err(AppError::Conflict) => stale(&context, &staff, *id, None).await,
        Err(error) => Err(error),
    }
}
