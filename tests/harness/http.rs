//! A browser without scripts: follows redirects, keeps cookies, reads pages, fills in their forms.

use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, StatusCode, redirect::Policy};
use scraper::{ElementRef, Html, Selector};

/// Parts the parts of a form with files.
const BOUNDARY: &str = "----tests-boundary";

fn part(body: &mut Vec<u8>, heads: &str, content: &[u8]) {
    let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {heads}\r\n\r\n");
    body.extend(head.as_bytes());
    body.extend(content);
    body.extend(b"\r\n");
}

/// One person's browser, with cookies of its own.
pub struct Browser {
    client: Client,
    cookies: Arc<Jar>,
    base: String,
}

/// A page as it came.
pub struct Page {
    /// Status of the last response.
    pub status: StatusCode,
    /// Path and query of the address at the end of all redirects.
    pub path: String,
    /// Headers of the last response.
    pub headers: HeaderMap,
    /// The source.
    pub html: String,
}

/// A form of a page, with the values that a browser would send unless they are changed.
#[derive(Debug, Clone)]
pub struct FilledForm {
    /// Where it goes.
    pub action: String,
    /// What it sends.
    pub fields: Vec<(String, String)>,
}

impl Browser {
    /// A new browser that knows nothing, for the service at `base`.
    pub fn new(base: &str) -> Self {
        // The client is built for TLS, though the tests speak plain HTTP on loopback.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let cookies = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(Policy::limited(10))
            .build()
            .unwrap();
        Self {
            client,
            cookies,
            base: base.to_owned(),
        }
    }

    /// The value of a cookie that the service has set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let header = self.cookies.cookies(&self.base.parse().unwrap())?;
        let mut pairs = header
            .to_str()
            .unwrap()
            .split("; ")
            .filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Puts a cookie there as if the service had set it.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let url = self.base.parse().unwrap();
        self.cookies
            .add_cookie_str(&format!("{name}={value}; Path=/"), &url);
    }

    /// Opens an address.
    pub async fn get(&self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.base));
        Page::read(request.send().await.unwrap()).await
    }

    /// Opens an address as a script of a page does by itself.
    pub async fn ask(&self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.base));
        Page::read(
            request
                .header("x-requested-with", "live")
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// Begins to read a stream of events.
    pub async fn listen(&self, path: &str) -> reqwest::Response {
        let request = self.client.get(format!("{}{path}", self.base));
        request
            .header("accept", "text/event-stream")
            .send()
            .await
            .unwrap()
    }

    /// Sends fields as a form.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .form(fields);
        Page::read(request.send().await.unwrap()).await
    }

    /// Asks with headers that no page of ours would send.
    pub async fn request(&self, method: Method, path: &str, headers: HeaderMap) -> Page {
        let request = self.client.request(method, format!("{}{path}", self.base));
        Page::read(request.headers(headers).send().await.unwrap()).await
    }

    /// Sends fields as a form, with headers that no page of ours would send.
    pub async fn post_with(
        &self,
        path: &str,
        headers: HeaderMap,
        fields: &[(String, String)],
    ) -> Page {
        let request = self.client.post(format!("{}{path}", self.base));
        Page::read(request.headers(headers).form(fields).send().await.unwrap()).await
    }

    /// Sends a body of some type.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: &str) -> Page {
        let request = self.client.post(format!("{}{path}", self.base));
        let request = request
            .header("content-type", content_type)
            .body(body.to_owned());
        Page::read(request.send().await.unwrap()).await
    }

    /// Sends a form.
    pub async fn send(&self, form: &FilledForm) -> Page {
        self.post(&form.action, &form.fields).await
    }

    /// Sends a form with files under one name, as `multipart/form-data`.
    pub async fn upload(&self, form: &FilledForm, name: &str, files: &[(&str, &[u8])]) -> Page {
        self.upload_with(form, HeaderMap::new(), name, files).await
    }

    /// The same, with headers that no page of ours would send.
    pub async fn upload_with(
        &self,
        form: &FilledForm,
        headers: HeaderMap,
        name: &str,
        files: &[(&str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        let fields = form.fields.iter().filter(|(field, _)| field != name);
        for (field, value) in fields {
            part(&mut body, &format!("name=\"{field}\""), value.as_bytes());
        }
        for (file, content) in files {
            let heads = format!("name=\"{name}\"; filename=\"{file}\"");
            part(&mut body, &heads, content);
        }
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = self.client.post(format!("{}{}", self.base, form.action));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = request
            .headers(headers)
            .header("content-type", kind)
            .body(body);
        Page::read(request.send().await.unwrap()).await
    }

    /// Fills in the form of the page's main part with these values and sends it.
    pub async fn answer(&self, page: &Page, values: &[(&str, &str)]) -> Page {
        let form = page.form().with(values);
        self.send(&form).await
    }
}

impl Page {
    async fn read(response: reqwest::Response) -> Self {
        let url = response.url().clone();
        let path = url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        );
        Self {
            status: response.status(),
            path,
            headers: response.headers().clone(),
            html: response.text().await.unwrap(),
        }
    }

    /// The text of every element that matches, white space folded.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        document.select(&select(selector)).map(text).collect()
    }

    /// The text of the first element that matches; panics when there is none.
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert!(
            !texts.is_empty(),
            "no {selector} on {}:\n{}",
            self.path,
            self.html
        );
        texts[0].clone()
    }

    /// An attribute of every element that matches and has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        document
            .select(&select(selector))
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }

    /// Whether an element matches.
    pub fn has(&self, selector: &str) -> bool {
        let document = Html::parse_document(&self.html);
        document.select(&select(selector)).next().is_some()
    }

    /// The form of the main part; panics unless there is exactly one that posts.
    pub fn form(&self) -> FilledForm {
        let forms = self.forms("main form[method=post]");
        assert_eq!(forms.len(), 1, "forms on {} ({})", self.path, self.status);
        forms[0].clone()
    }

    /// The form of the main part that goes to an address.
    pub fn form_to(&self, action: &str) -> FilledForm {
        let forms = self.forms("main form[method=post]");
        let found = forms.into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form to {action} on {} ({})", self.path, self.status))
    }

    /// The forms that match.
    pub fn forms(&self, selector: &str) -> Vec<FilledForm> {
        let document = Html::parse_document(&self.html);
        document
            .select(&select(selector))
            .map(|form| FilledForm {
                action: form.attr("action").unwrap_or(&self.path).to_owned(),
                fields: controls(form),
            })
            .collect()
    }
}

impl FilledForm {
    /// With these values instead of what the page held under the same names.
    pub fn with(mut self, values: &[(&str, &str)]) -> Self {
        self.fields
            .retain(|(name, _)| values.iter().all(|(changed, _)| name != changed));
        let changed = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.fields.extend(changed);
        self
    }

    /// The value that a field would send.
    pub fn value(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(key, _)| key == name);
        field.map(|(_, value)| value.as_str())
    }
}

/// What a browser sends of a form's controls as they stand.
fn controls(form: ElementRef<'_>) -> Vec<(String, String)> {
    form.select(&select("input[name], select[name], textarea[name]"))
        .filter_map(|control| {
            let name = control.attr("name")?.to_owned();
            Some((name, current_value(control)?))
        })
        .collect()
}

fn current_value(control: ElementRef<'_>) -> Option<String> {
    match (control.value().name(), control.attr("type")) {
        ("textarea", _) => Some(control.text().collect()),
        ("select", _) => {
            let chosen = control.select(&select("option[selected]")).next();
            let first = || control.select(&select("option")).next();
            let option = chosen.or_else(first)?;
            Some(
                option
                    .attr("value")
                    .map_or_else(|| text(option), str::to_owned),
            )
        }
        (_, Some("radio" | "checkbox")) if control.attr("checked").is_none() => None,
        _ => Some(control.attr("value").unwrap_or_default().to_owned()),
    }
}

fn text(element: ElementRef<'_>) -> String {
    let words: String = element.text().collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}
