//! Which packs hold for a workspace: first the one that its system follows, looked for among the packs asked for, those
//! of the configuration, and the embedded ones; then all others that are asked for or configured.

use candor::configuration::{Word, errors};
use candor::policy::unknown_counterparts;

use super::{PackId, Packs, embedded_ids};
use crate::workspace::{Here, Workspace};

impl Packs {
    /// The packs asked for on the command line.
    pub(crate) fn asked(&mut self, here: &Here, workspace: &mut Workspace, asked: &[String]) -> Vec<PackId> {
        let mut known = Vec::new();
        for name in asked {
            match self.get(here, here.folder(), name) {
                Ok(pack) => known.push(pack),
                Err(diagnostic) => workspace.diagnostics.push(diagnostic),
            }
        }
        known
    }

    /// The packs that the configuration names.
    pub(crate) fn configured(&mut self, here: &Here, workspace: &mut Workspace) -> Vec<PackId> {
        let mut known = Vec::new();
        for name in workspace.configuration.policies.clone() {
            match self.get(here, &workspace.root, &name.text) {
                Ok(pack) => known.push(pack),
                Err(diagnostic) => workspace.diagnostics.push(errors::named_here(diagnostic, name.span)),
            }
        }
        known
    }

    /// The pack that a workspace is checked against; `None` if there is none, which has been said then.
    pub(crate) fn choose(&mut self, here: &Here, workspace: &mut Workspace, asked: &[String]) -> Option<PackId> {
        let asked = self.asked(here, workspace, asked);
        let configured = self.configured(here, workspace);
        let known = || asked.iter().chain(&configured).copied();
        let Some(followed) = workspace.policy() else {
            return known().next().or_else(|| self.any(here, workspace));
        };
        if let Some(pack) = known().find(|pack| self.has_id(*pack, &followed.text)) {
            return Some(pack);
        }
        if known().any(|pack| self.of(pack).pack.is_none()) {
            // Whichever pack it is that cannot be loaded, that has been said already.
            return None;
        }
        self.followed(here, workspace, &asked, &followed)
    }

    /// The packs that a workspace is checked against: the one that it follows first, then all others that are asked for
    /// or configured.
    pub(crate) fn choose_all(&mut self, here: &Here, workspace: &mut Workspace, asked: &[String]) -> Vec<PackId> {
        let Some(followed) = self.choose(here, workspace, asked) else { return Vec::new() };
        let mut chosen = vec![followed];
        let names = asked.iter().map(|name| (here.folder().to_owned(), name.clone()));
        let configured =
            workspace.configuration.policies.iter().map(|word| (workspace.root.clone(), word.text.clone()));
        for (base, name) in names.chain(configured) {
            // A pack that cannot be found or loaded has been said already.
            if let Ok(pack) = self.get(here, &base, &name)
                && !chosen.contains(&pack)
                && self.of(pack).pack.is_some()
            {
                chosen.push(pack);
            }
        }
        self.check_counterparts(&chosen);
        chosen
    }

    /// Says of packs used together which words they name of each other and that are not there.
    fn check_counterparts(&mut self, chosen: &[PackId]) {
        for PackId(index) in chosen {
            let others =
                chosen.iter().filter(|other| other.0 != *index).filter_map(|other| self.of(*other).pack.as_deref());
            let pack = self.loaded[*index].pack.as_deref();
            let unknown: Vec<_> = pack
                .into_iter()
                .flat_map(|pack| others.clone().flat_map(|other| unknown_counterparts(pack, other)))
                .collect();
            let said = &mut self.loaded[*index].diagnostics;
            for diagnostic in unknown {
                if !said.contains(&diagnostic) {
                    said.push(diagnostic);
                }
            }
        }
    }

    fn has_id(&self, pack: PackId, id: &str) -> bool {
        self.of(pack).pack.as_deref().is_some_and(|pack| pack.id == id)
    }

    fn followed(
        &mut self,
        here: &Here,
        workspace: &mut Workspace,
        asked: &[PackId],
        followed: &Word,
    ) -> Option<PackId> {
        if let Some(pack) = asked.first().and_then(|pack| self.of(*pack).pack.as_deref()) {
            workspace.diagnostics.push(errors::unfollowed_policy(&pack.id, &followed.text, followed.span));
            return None;
        }
        if embedded_ids().contains(&followed.text.as_str()) {
            return self.get(here, &workspace.root, &followed.text).ok();
        }
        let known: Vec<&str> = self.usable().map(|pack| pack.id.as_str()).chain(embedded_ids()).collect();
        let diagnostic = errors::named_here(errors::unknown_policy(&followed.text, &known), followed.span);
        workspace.diagnostics.push(diagnostic);
        None
    }

    /// Without a word from the system, any pack will do to say what is wrong with the files themselves.
    fn any(&mut self, here: &Here, workspace: &Workspace) -> Option<PackId> {
        workspace.flows().next()?;
        let first = embedded_ids().into_iter().next()?;
        self.get(here, here.folder(), first).ok()
    }
}
