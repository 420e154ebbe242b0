use super::*;

const NAME: Column = Column::new("patients", "name_enc");
const OTHER: Column = Column::new("patients", "contact_enc");
const OLD: &str = r#"{"current":1,"encryption":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"index":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"#;
const ROTATED: &str = r#"{"current":2,"encryption":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","2":"AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"index":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"#;

#[test]
fn what_was_sealed_opens_only_in_its_place() {
    let keys = Keyring::ephemeral();
    let row = Uuid::from_u128(1);
    let sealed = keys.seal(NAME, row, "Zoë".as_bytes());
    assert_eq!(keys.open_text(NAME, row, &sealed).unwrap(), "Zoë");
    assert!(keys.open(NAME, Uuid::from_u128(2), &sealed).is_err());
    assert!(keys.open(OTHER, row, &sealed).is_err());
    assert!(Keyring::ephemeral().open(NAME, row, &sealed).is_err());
}

#[test]
fn any_changed_byte_is_noticed() {
    let keys = Keyring::ephemeral();
    let row = Uuid::from_u128(1);
    let sealed = keys.seal(NAME, row, b"name");
    for at in 0..sealed.len() {
        let mut damaged = sealed.clone();
        damaged[at] ^= 1;
        assert_eq!(keys.open(NAME, row, &damaged), Err(Unreadable), "byte {at}");
        assert_eq!(keys.open(NAME, row, &sealed[..at]), Err(Unreadable));
    }
}

#[test]
fn equal_values_look_different() {
    let keys = Keyring::ephemeral();
    let row = Uuid::from_u128(1);
    assert_ne!(keys.seal(NAME, row, b"x"), keys.seal(NAME, row, b"x"));
}

#[test]
fn a_rotated_ring_reads_the_old_and_writes_the_new() {
    let (old, rotated) = (
        Keyring::parse(OLD).unwrap(),
        Keyring::parse(ROTATED).unwrap(),
    );
    let row = Uuid::from_u128(1);
    let before = old.seal(NAME, row, b"kept");
    let after = rotated.seal(NAME, row, b"new");
    assert_eq!(*rotated.open(NAME, row, &before).unwrap(), b"kept");
    assert_eq!(old.open(NAME, row, &after), Err(Unreadable));
    assert_eq!(after[..3], [1, 0, 2]);
}

#[test]
fn indexes_are_equal_for_equal_values_of_one_kind() {
    let keys = Keyring::parse(OLD).unwrap();
    assert_eq!(
        keys.email_index(Index::Email, " Ann@Example.ORG "),
        keys.email_index(Index::Email, "ann@example.org")
    );
    assert_ne!(
        keys.index(Index::NhsNumber, b"9991000011"),
        keys.index(Index::Token, b"9991000011")
    );
    assert_ne!(
        keys.index(Index::Token, b"t"),
        Keyring::ephemeral().index(Index::Token, b"t")
    );
}

#[test]
fn faults_of_a_key_file_are_told_apart() {
    assert!(matches!(Keyring::parse("{}"), Err(KeyFileError::Form)));
    assert!(matches!(
        Keyring::parse(&OLD.replace("\"current\":1", "\"current\":7")),
        Err(KeyFileError::NoCurrent(7))
    ));
    assert!(matches!(
        Keyring::parse(&OLD.replace("AQAAAA", "AQ")),
        Err(KeyFileError::Form)
    ));
}

#[test]
fn keys_never_show() {
    let shown = format!("{:?}", Keyring::parse(OLD).unwrap());
    assert_eq!(shown, "Keyring { current: 1, .. }");
}

#[test]
fn made_keys_are_private_and_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new").join("keys.json");
    let source = KeySource::Generated(path.clone());
    let row = Uuid::from_u128(1);
    let sealed = Keyring::load(&source).unwrap().seal(NAME, row, b"x");
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(
        Keyring::load(&source)
            .unwrap()
            .open(NAME, row, &sealed)
            .is_ok()
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(
        Keyring::load(&KeySource::File(path)),
        Err(KeyFileError::Exposed(_))
    ));
}
