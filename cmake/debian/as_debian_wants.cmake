# Run by CPack on what goes into the Debian packages: what Debian keeps elsewhere, packed or in a form of its own.
set(share ${CPACK_TEMPORARY_DIRECTORY}/program/usr/share)
set(doc ${share}/doc/entente)
file(REMOVE ${doc}/LICENSE)  # Debian has the text in common-licenses
file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
string(TIMESTAMP day "%a, %d %b %Y %H:%M:%S +0000" UTC)  # of SOURCE_DATE_EPOCH if that is set
file(WRITE ${doc}/changelog.Debian "entente (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) bookworm; urgency=medium

  * Packed from the sources; their changes are in changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${day}
")
execute_process(COMMAND gzip -9n ${doc}/changelog ${doc}/changelog.Debian ${share}/man/man1/entente.1 COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
file(COPY ${doc}/copyright ${doc}/changelog.gz ${doc}/changelog.Debian.gz DESTINATION ${CPACK_TEMPORARY_DIRECTORY}/development/usr/share/doc/libentente-dev)
