# Run by CPack on what goes into the Debian packages: what Debian keeps elsewhere or packed.
set(share ${CPACK_TEMPORARY_DIRECTORY}/program/usr/share)
set(doc ${share}/doc/entente)
file(REMOVE ${doc}/LICENSE)  # Debian has the text in common-licenses
file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
execute_process(COMMAND gzip -9n ${doc}/changelog ${share}/man/man1/entente.1 COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
set(development ${CPACK_TEMPORARY_DIRECTORY}/development/usr/share/doc/libentente-dev)
file(COPY ${doc}/copyright ${doc}/changelog.gz DESTINATION ${development})
